package dev.clawgateway.client.operator;

import dev.clawgateway.client.Backoff;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Outlives its connections, for whoever watches something: asks again on a new one. Only for
 * requests that change nothing, since one may have been heard without an answer. For one thread.
 */
final class LastingDialogue implements Dialogue {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Backoff.Pace PACE =
            new Backoff.Pace(Duration.ofMillis(200), Duration.ofSeconds(3), Duration.ofMinutes(1));

    private final Supplier<Dialogue> connect;
    private final ConnectionNotices notices;
    private final Time time;
    private final RandomGenerator random;
    private @Nullable Dialogue open;

    LastingDialogue(
            Supplier<Dialogue> connect,
            ConnectionNotices notices,
            Time time,
            RandomGenerator random) {
        this.connect = connect;
        this.notices = notices;
        this.time = time;
        this.random = random;
    }

    @Override
    public CliReply ask(CliRequest request) {
        try {
            return opened().ask(request);
        } catch (GatewayException e) {
            if (!e.retryHelps()) {
                throw e;
            }
            notices.lost();
            return askAgain(request, time.nanos());
        }
    }

    private Dialogue opened() {
        Dialogue dialogue = open;
        if (dialogue == null) {
            dialogue = connect.get();
            open = dialogue;
        }
        return dialogue;
    }

    private CliReply askAgain(CliRequest request, long sinceNanos) {
        Backoff backoff = new Backoff(PACE, random);
        while (true) {
            close();
            sleep(backoff.next(Duration.ZERO, Duration.ZERO));
            try {
                CliReply reply = opened().ask(request);
                notices.restored();
                return reply;
            } catch (GatewayException e) {
                if (!e.retryHelps() || time.nanos() - sinceNanos > PATIENCE.toNanos()) {
                    throw e;
                }
            }
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new GatewayException("interrupted", false);
        }
    }

    @Override
    public void close() {
        Dialogue dialogue = open;
        if (dialogue != null) {
            open = null;
            dialogue.close();
        }
    }
}
