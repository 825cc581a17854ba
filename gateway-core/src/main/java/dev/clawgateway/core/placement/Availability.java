package dev.clawgateway.core.placement;

/**
 * Whether a node takes new work, and if not, the first reason why. Ordered from the strongest
 * reason down.
 */
public enum Availability {
    DISCONNECTED,
    DRAINING,
    /** A maintenance window is on, or about to begin. */
    MAINTENANCE,
    DEGRADED,
    CORDONED,
    AVOIDED,
    OPEN
}
