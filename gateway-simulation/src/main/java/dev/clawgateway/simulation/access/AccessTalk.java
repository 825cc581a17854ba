package dev.clawgateway.simulation.access;

import dev.clawgateway.core.time.Timers.Timer;
import dev.clawgateway.protocol.access.TokenAnswer;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.registry.HttpAnswer;
import dev.clawgateway.simulation.referee.fact.AccessFact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request about credentials on a connection of its own, and its answer, if any comes. */
final class AccessTalk implements PlainListener {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int NORMAL = 1000;

    private final PeerWorld world;
    private final String peer;
    private final AccessAsk ask;
    private final Consumer<Result> then;
    private final long link;
    private final long request;
    private final PlainConnection connection;
    private final HttpAnswer answer = new HttpAnswer();
    private final Timer limit;
    private boolean asked;
    private boolean over;

    /**
     * What came of it.
     *
     * @param status 0 where no answer came
     * @param made a token; null for none
     */
    record Result(int status, @Nullable HeldToken made, String text) {
        private static final Result NONE = new Result(0, null, "no answer");

        boolean done() {
            return status / 100 == 2;
        }
    }

    AccessTalk(
            PeerWorld world,
            String peer,
            SimulatedProcess process,
            AccessAsk ask,
            Consumer<Result> then) {
        this.world = world;
        this.peer = peer;
        this.ask = ask;
        this.then = then;
        link = world.numbers().link();
        request = world.numbers().request();
        connection = world.network().raw(process, this);
        limit = process.after(LIMIT, this::giveUp);
        process.atEnd(_ -> end(0, "process ended", Result.NONE));
    }

    @Override
    public void opened(PlainConnection opened) {
        world.opened(peer, link);
        asked = true;
        world.tell(new AccessFact.Asked(peer, request, ask.what(), ask.shown().id()));
        connection.sendRaw(ask.text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void bytes(byte[] bytes) {
        HttpAnswer.Whole whole = over ? null : answer.add(bytes);
        if (whole != null) {
            Result result = read(whole);
            world.tell(
                    new AccessFact.Answered(
                            peer,
                            request,
                            result.status(),
                            result.made() == null ? null : result.made().pass()));
            asked = false;
            connection.close(NORMAL);
            end(0, "answered", result);
        }
    }

    private Result read(HttpAnswer.Whole whole) {
        Result plain = new Result(whole.status(), null, whole.body());
        if (!plain.done() || !ask.makes()) {
            return plain;
        }
        try {
            byte[] body = whole.body().getBytes(StandardCharsets.UTF_8);
            return new Result(whole.status(), HeldToken.of(TokenAnswer.read(body)), "made");
        } catch (JsonFormatException e) {
            throw new IllegalStateException("the gateway answered " + whole.body(), e);
        }
    }

    private void giveUp() {
        connection.abort();
        end(0, "no answer", Result.NONE);
    }

    @Override
    public void closed(int code, String reason) {
        end(code, reason, Result.NONE);
    }

    private void end(int code, String reason, Result result) {
        if (over) {
            return;
        }
        over = true;
        limit.cancel();
        if (asked) {
            world.tell(new AccessFact.Unanswered(peer, request));
        }
        world.closed(peer, link, code, reason);
        then.accept(result);
    }
}
