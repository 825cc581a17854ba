package dev.clawgateway.client.discovery;

import dev.clawgateway.client.Backoff;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Registered;
import java.time.Duration;
import java.util.Objects;

/**
 * How often and how patiently a member talks to its gateway, by what the gateway said of itself.
 *
 * @param heartbeat between two signs of life
 * @param answer how long an answer may take
 * @param backoff between two tries while no gateway answers
 */
record Pacing(Duration heartbeat, Duration answer, Backoff.Pace backoff) {
    private static final Duration STANDARD_HEARTBEAT = Duration.ofSeconds(30);
    private static final Duration STANDARD_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration MIN_HEARTBEAT = Duration.ofMillis(100);
    private static final Duration MIN_ANSWER = Duration.ofSeconds(2);
    private static final Duration MAX_ANSWER = Duration.ofSeconds(10);

    /** Until a gateway says otherwise: what gateways of this dialect do. */
    static final Pacing STANDARD = of(STANDARD_HEARTBEAT, STANDARD_TIMEOUT);

    static Pacing told(Registered answer) {
        return of(
                Objects.requireNonNullElse(answer.heartbeatInterval(), STANDARD_HEARTBEAT),
                Objects.requireNonNullElse(answer.nodeTimeout(), STANDARD_TIMEOUT));
    }

    /** After half its timeout a member is suspected: two lost signs of life must not do that. */
    private static Pacing of(Duration heartbeat, Duration nodeTimeout) {
        Duration sixth = nodeTimeout.dividedBy(6);
        Backoff.Pace standard = Backoff.Pace.STANDARD;
        Duration cap = atLeast(MIN_HEARTBEAT, shorter(standard.cap(), sixth));
        return new Pacing(
                atLeast(MIN_HEARTBEAT, shorter(heartbeat, sixth)),
                atLeast(MIN_ANSWER, shorter(MAX_ANSWER, sixth)),
                new Backoff.Pace(shorter(standard.base(), cap), cap, standard.healthyAfter()));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration atLeast(Duration least, Duration length) {
        return length.compareTo(least) < 0 ? least : length;
    }
}
