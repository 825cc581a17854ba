package dev.clawgateway.core.life;

import dev.clawgateway.core.Caller;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish that the current attempt end. Kept after the end: it is why the workload was
 * stopped.
 *
 * @param forced without grace; a later order never takes that back
 * @param again a new attempt follows the end
 * @param by who gave the order, or last insisted; null in records from before it was kept
 * @param reason in words, as people and the node are told
 */
public record StopOrder(
        Cause cause, boolean forced, boolean again, @Nullable Caller by, String reason) {
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

    /** Whether somebody outside the gateway wants it. */
    public boolean requested() {
        return cause == Cause.REQUEST;
    }

    public static StopOrder requested(Caller by, boolean forced) {
        return new StopOrder(Cause.REQUEST, forced, false, by, "stop requested");
    }

    /** Wanted by the gateway itself, with the usual grace. */
    public static StopOrder own(Cause cause, boolean again, String reason) {
        return new StopOrder(cause, false, again, Caller.GATEWAY, reason);
    }

    public StopOrder withForce(Caller by) {
        return new StopOrder(cause, true, again, by, reason);
    }

    /** Between the polite and the hard signal: as configured, or nothing where it was forced. */
    public Duration grace(Duration polite) {
        return forced ? Duration.ZERO : polite;
    }
}
