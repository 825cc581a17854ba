package dev.clawgateway.simulation.referee.judge;

/** What must never break. The numbered ones are those of the design. */
public enum Invariant {
    /** No device, core or memory is held by more than there is of it. */
    I1_ONE_HOLDER,
    /** An acknowledged submission is never lost, and an acknowledged stop ends it. */
    I2_NOTHING_LOST,
    /** One current attempt at most; a number is given once. */
    I3_ONE_ATTEMPT,
    /** What was once shown as final stays so, and what a node was confirmed is shown so. */
    I4_FINAL_STAYS,
    /** What a node is told to start is what was acknowledged, and never after its end. */
    I5_AS_ACKNOWLEDGED,
    /** A gang starts whole or not at all. */
    I6_WHOLE_GANGS,
    /** No quota is exceeded. */
    I7_QUOTA,
    /** Events are numbered without gap, and no number twice. */
    I8_NUMBERED,
    /** What is closed to new work gets none. */
    I9_CLOSED,
    /** The same seed does the same. */
    I10_SAME_AGAIN,
    /** Nothing ends but for a reason. */
    REASONED_END,
    /** Many who fall silent together are not given up. */
    LOSSES,
    /** What starts again does so by its policy: often enough, and no sooner. */
    RESTARTS,
    /** What runs is not stopped because the gateway does not know it. */
    KEPT_WORK,
    /** Of devices that are not well, nobody gets one, and who asked to leave them does. */
    GPU_HEALTH,
    /** Nothing is moved before its time, and what is told to be empty is. */
    DRAINS,
    /** A stop has the grace that was ordered. */
    GRACE,
    /** Every request gets one answer, of its kind. */
    ANSWERS,
    /**
     * What a node is told in its session is in order; what it says there, it repeats until it
     * counts.
     */
    SESSION,
    /** What is sent under a key runs once, and has one answer. */
    ONCE,
    /** A workspace is there until it is deleted, and no longer. */
    WORKSPACES,
    /** Whoever follows a stream is told everything, or that something is missing. */
    STREAMS,
    /** The discovery registry keeps its word. */
    DISCOVERY,
    /** The membership registry keeps its word. */
    MEMBERSHIP,
    /** A credential gets nobody anything once it is good no longer, nor more than it says. */
    CREDENTIALS,
    /** Nobody does what he may not. */
    PERMISSIONS,
    /** What a person does is written down before he is told that it is done. */
    AUDIT,
    /** Nothing throws what nobody catches. */
    NO_FAULT,
    /** What was asked for comes about once nothing is in the way any more. */
    LIVENESS
}
