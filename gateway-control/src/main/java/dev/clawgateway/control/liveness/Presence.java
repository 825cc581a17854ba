package dev.clawgateway.control.liveness;

/** What is thought of somebody, by the signs of life. */
public enum Presence {
    HEARD,
    /** Not heard for a while. */
    QUIET,
    /** Not heard for too long. */
    GONE
}
