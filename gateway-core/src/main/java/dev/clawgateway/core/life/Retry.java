package dev.clawgateway.core.life;

import java.time.Duration;
import java.time.Instant;

/**
 * Until when a workload waits before its next attempt.
 *
 * @param at the end of the pause by the clock on the wall
 * @param pause all of it: no more is waited for, whatever the clock on the wall says
 */
public record Retry(Instant at, Duration pause) {
    public static Retry after(Duration pause, Instant now) {
        return new Retry(now.plus(pause), pause);
    }

    /** What is left of it. */
    public Duration left(Instant now) {
        Duration left = Duration.between(now, at);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(pause) < 0 ? left : pause;
    }
}
