package dev.clawgateway.core.placement;

/** What a waiting workload waits for, where it is not that nodes refuse it. */
public enum HoldUp {
    /** A gate that somebody has to clear. */
    GATE,
    /** In no queue: a worker whose turn has not come, or it was submitted this moment. */
    NOT_QUEUED,
    /** The gateway is in maintenance. */
    MAINTENANCE,
    /** Its earliest start. */
    NOT_BEFORE,
    /** The limit of a virtual cluster. */
    LIMIT,
    /** Others that were told to stop for it. */
    PREEMPTION,
    /** What is reserved for it. */
    RESERVATION,
    /** Another fleet: this one could not hold it even with every node empty. */
    NEVER_HERE,
    /** Capacity, but which was not looked at yet. */
    UNEXAMINED
}
