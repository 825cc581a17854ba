package dev.clawgateway.scheduler.fleet.index;

import dev.clawgateway.scheduler.fleet.ledger.ChangeLog;

/**
 * One reader of a {@link ChangeLog}: all nodes the first time and when it fell behind, then those
 * that changed.
 */
public final class Follower {
    private static final int NONE = -1;

    private long seen = NONE;
    private long until;
    private int end;

    /** The next node of a pass over all; {@link #NONE} while entries of the log will do. */
    private int nextOfAll = NONE;

    /** Whether nothing changed since. */
    boolean current(ChangeLog log) {
        return seen == log.head();
    }

    /** Begins to catch up; {@link #next} then names the nodes, numbered below {@code nodesEnd}. */
    public void begin(ChangeLog log, int nodesEnd) {
        nextOfAll = log.reaches(seen) ? NONE : 0;
        until = log.head();
        end = nodesEnd;
    }

    /** The next node to look at, perhaps one that is gone; -1 when all is caught up with. */
    public int next(ChangeLog log) {
        if (nextOfAll >= 0 && nextOfAll < end) {
            return nextOfAll++;
        } else if (nextOfAll >= 0) {
            seen = until;
        }
        while (seen < until) {
            int node = log.current(++seen);
            if (node >= 0) {
                return node;
            }
        }
        return NONE;
    }
}
