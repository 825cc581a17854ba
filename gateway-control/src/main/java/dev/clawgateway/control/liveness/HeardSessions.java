package dev.clawgateway.control.liveness;

import java.util.Collection;

/** Whoever hears: the port to the transport. Safe from any thread; never blocks. */
public interface HeardSessions {
    /** The session of each node that has one, in no order. */
    Collection<? extends HeardNode> nodes();

    /**
     * Gives up the peers, of whatever kind, that have taken nothing for too long.
     *
     * @param sinceNanos what lies before does not count: this process may have stood still
     */
    void closeStalled(long nowNanos, long sinceNanos);
}
