package dev.clawgateway.control;

import dev.clawgateway.core.cluster.Outcome;

/**
 * Watches the control loop, for metrics. Called on the control thread and the store thread; must
 * return at once.
 */
public interface LoopObserver {
    /** Watches nothing. */
    LoopObserver NONE = new LoopObserver() {};

    /** The control thread took a batch out of the inbox. */
    default void batchTaken(int commands) {}

    /** The control thread begins to work through what waits for devices. */
    default void schedulingStarted() {}

    /** It is done with it. */
    default void schedulingEnded(int starts, int evictions) {}

    /** A command was applied, with this outcome. */
    default void applied(Outcome outcome) {}

    /**
     * The control thread has ended a turn.
     *
     * @param deadlines things that will be due some day
     * @param answers kept under callers' keys
     */
    default void turnEnded(int deadlines, int answers) {}

    /** The store thread begins to write a batch. */
    default void commitStarted(int changes) {}

    /** The batch is durable. */
    default void commitEnded() {}
}
