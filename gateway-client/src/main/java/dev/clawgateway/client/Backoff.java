package dev.clawgateway.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: exponential with full jitter, so that a fleet that lost its
 * gateway together does not come back together (AWS Architecture Blog, "Exponential Backoff And
 * Jitter"). Not safe for use by several threads.
 */
public final class Backoff {
    private final Pace pace;
    private final RandomGenerator random;
    private int failures;

    public Backoff(Pace pace, RandomGenerator random) {
        this.pace = pace;
        this.random = random;
    }

    /**
     * The wait after a connection that lasted {@code lasted}, zero when there was none.
     *
     * @param hint how long the gateway asked to be left alone; jitter comes on top of it
     */
    public Duration next(Duration lasted, Duration hint) {
        if (lasted.compareTo(pace.healthyAfter()) >= 0) {
            failures = 0;
        }
        long bound = pace.base().toNanos() << Math.min(failures, 20);
        failures++;
        long capped = Math.min(bound, pace.cap().toNanos());
        return hint.plusNanos(random.nextLong(capped + 1));
    }

    /**
     * The bounds of the wait.
     *
     * @param base upper bound of the first wait; at most an hour
     * @param cap upper bound of any wait without a hint
     * @param healthyAfter a session this long makes the next wait a first one again
     */
    public record Pace(Duration base, Duration cap, Duration healthyAfter) {
        /** What the gateway's documents ask of clients. */
        public static final Pace STANDARD =
                new Pace(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(60));

        public Pace {
            if (base.isNegative() || base.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException("base: must be 0 to 1 hour, was " + base);
            }
        }
    }
}
