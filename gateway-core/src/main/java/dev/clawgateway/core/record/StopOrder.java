package dev.clawgateway.core.record;

import java.time.Duration;

/**
 * Somebody's wish that the current attempt end. Kept after the end: it is why the workload was
 * stopped.
 *
 * @param forced without grace; a later order never takes that back
 * @param again a new attempt follows the end
 * @param reason in words, as people and the node are told
 */
public record StopOrder(Cause cause, boolean forced, boolean again, String reason) {
    /** Who wants it. */
    public enum Cause {
        /** Somebody asked. */
        REQUEST,
        /** It ran as long as its submitter allows. */
        TIME_LIMIT,
        /** Somebody more important needs its devices. */
        EVICTION,
        /** Another worker of the same parallel workload failed. */
        GROUP
    }

    public static StopOrder requested(boolean forced) {
        return new StopOrder(Cause.REQUEST, forced, false, "stop requested");
    }

    public StopOrder withForce() {
        return new StopOrder(cause, true, again, reason);
    }

    /** Between the polite and the hard signal: as configured, or nothing where it was forced. */
    public Duration grace(Duration polite) {
        return forced ? Duration.ZERO : polite;
    }
}
