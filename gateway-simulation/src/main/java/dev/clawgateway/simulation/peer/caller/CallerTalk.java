package dev.clawgateway.simulation.peer.caller;

import dev.clawgateway.core.time.Timers.Timer;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.registry.HttpAnswer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request on a connection of its own, and its answer, if it comes whole. */
final class CallerTalk implements PlainListener {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int NORMAL = 1000;

    private final PeerWorld world;
    private final String peer;
    private final byte[] request;
    private final Consumer<HttpAnswer.@Nullable Whole> then;
    private final long link;
    private final PlainConnection connection;
    private final HttpAnswer answer = new HttpAnswer();
    private final Timer limit;
    private boolean over;

    /**
     * @param then told the answer; null when none came
     */
    CallerTalk(
            PeerWorld world,
            String peer,
            SimulatedProcess process,
            byte[] request,
            Consumer<HttpAnswer.@Nullable Whole> then) {
        this.world = world;
        this.peer = peer;
        this.request = request;
        this.then = then;
        link = world.numbers().link();
        connection = world.network().raw(process, this);
        limit = process.after(LIMIT, this::giveUp);
        process.atEnd(_ -> end(0, "process ended", null));
    }

    @Override
    public void opened(PlainConnection opened) {
        world.opened(peer, link);
        connection.sendRaw(request);
    }

    @Override
    public void bytes(byte[] bytes) {
        HttpAnswer.Whole whole = over ? null : answer.add(bytes);
        if (whole != null) {
            connection.close(NORMAL);
            end(0, "answered", whole);
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

    private void end(int code, String reason, HttpAnswer.@Nullable Whole whole) {
        if (!over) {
            over = true;
            limit.cancel();
            world.closed(peer, link, code, reason);
            then.accept(whole);
        }
    }
}
