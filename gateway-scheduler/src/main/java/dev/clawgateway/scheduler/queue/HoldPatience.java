package dev.clawgateway.scheduler.queue;

import java.time.Duration;
import java.time.Instant;

/**
 * How long devices are kept for a request while none of those counted on ends and none says when it
 * will. Each time it runs out, the next lasts twice as long: so nothing that runs for ever keeps
 * devices idle for ever, and nothing that does end can outlast a request that waits.
 */
final class HoldPatience {
    private static final Duration FIRST = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 12;

    private final Duration limit;
    private int leaving;
    private Instant since;

    /**
     * Begins now.
     *
     * @param leaving how many are counted on
     * @param lost how often it ran out for this request before
     */
    HoldPatience(int leaving, int lost, Instant now) {
        this.limit = FIRST.multipliedBy(1L << Math.min(lost, MAX_DOUBLINGS));
        this.leaving = leaving;
        this.since = now;
    }

    /** Whether nobody ended for too long, when so many are still counted on. */
    boolean isLost(int stillLeaving, Instant now) {
        if (stillLeaving != leaving) {
            leaving = stillLeaving;
            since = now;
        }
        return since.plus(limit).isBefore(now);
    }
}
