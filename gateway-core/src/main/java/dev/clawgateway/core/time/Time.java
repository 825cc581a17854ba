package dev.clawgateway.core.time;

import java.time.Instant;

/**
 * Source of time. Timeouts use {@link #nanos()}, because a stepped wall clock must not lose a
 * fleet.
 */
public interface Time {
    /** The wall clock, for what people read; it may jump either way. */
    Instant now();

    /**
     * Nanoseconds of a monotonic clock with an arbitrary origin; only differences mean anything.
     */
    long nanos();

    /** Both clocks, read together. */
    default Moment moment() {
        return new Moment(now(), nanos());
    }
}
