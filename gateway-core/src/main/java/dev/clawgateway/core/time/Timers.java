package dev.clawgateway.core.time;

import java.time.Duration;

/** Runs things later. Safe from any thread. */
@FunctionalInterface
public interface Timers {
    /** Runs a task once, after a time; the task hands over and returns. */
    Timer after(Duration delay, Runnable task);

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Timer {
        /** Makes it not run; without effect when it has. */
        void cancel();
    }
}
