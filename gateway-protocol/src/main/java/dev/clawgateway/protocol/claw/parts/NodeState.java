package dev.clawgateway.protocol.claw.parts;

/** A node as clients see it (section 4.3). */
public enum NodeState {
    HEALTHY,
    /** Connected, but its heartbeats are late. */
    UNHEALTHY,
    /** Gets no new work; wins over the others while a session is open. */
    DRAINING,
    OFFLINE
}
