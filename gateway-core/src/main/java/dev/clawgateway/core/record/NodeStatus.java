package dev.clawgateway.core.record;

/**
 * How a node stands now. Soft: never stored, so after a restart every node is {@link #DISCONNECTED}
 * until it returns.
 */
public enum NodeStatus {
    /** No session. Its workloads stay assigned until the node timeout has passed. */
    DISCONNECTED,
    /** A session, but silent too long: no new work. */
    DEGRADED,
    /** A session, heard from lately. */
    HEALTHY
}
