package dev.clawgateway.simulation.peer.registry;

import dev.clawgateway.core.time.Timers.Timer;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One HTTP request on a connection of its own, and its answer, if any comes. */
final class HttpTalk implements PlainListener {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int NORMAL = 1000;

    private final PeerWorld world;
    private final String peer;
    private final HttpAsk ask;
    private final Consumer<@Nullable MemberAnswer> then;
    private final long link;
    private final long request;
    private final PlainConnection connection;
    private final HttpAnswer answer = new HttpAnswer();
    private final Timer limit;
    private boolean asked;
    private boolean over;

    /**
     * @param then told the answer; null when none came
     */
    HttpTalk(
            PeerWorld world,
            String peer,
            SimulatedProcess process,
            HttpAsk ask,
            Consumer<@Nullable MemberAnswer> then) {
        this.world = world;
        this.peer = peer;
        this.ask = ask;
        this.then = then;
        link = world.numbers().link();
        request = world.numbers().request();
        connection = world.network().raw(process, this);
        limit = process.after(LIMIT, this::giveUp);
        process.atEnd(_ -> end(0, "process ended", null));
    }

    @Override
    public void opened(PlainConnection opened) {
        world.opened(peer, link);
        asked = true;
        world.tell(new MemberFact.Asked(peer, request, ask.what()));
        connection.sendRaw(ask.text(world.wallets().of(peer)).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void bytes(byte[] bytes) {
        HttpAnswer.Whole whole = over ? null : answer.add(bytes);
        if (whole != null) {
            MemberAnswer read = ask.read(whole);
            world.tell(new MemberFact.Answered(peer, request, read));
            asked = false;
            connection.close(NORMAL);
            end(0, "answered", read);
        }
    }

    private void giveUp() {
        connection.abort();
        end(0, "no answer", null);
    }

    @Override
    public void closed(int code, String reason) {
        end(code, reason, null);
    }

    private void end(int code, String reason, @Nullable MemberAnswer read) {
        if (over) {
            return;
        }
        over = true;
        limit.cancel();
        if (asked) {
            world.tell(new MemberFact.Unanswered(peer, request));
        }
        world.closed(peer, link, code, reason);
        then.accept(read);
    }
}
