package dev.clawgateway.client;

import java.time.Duration;

/**
 * One thread with timers: what is handed to it is done one after the other, in order. What comes
 * after its end is let go. Tests and simulations bring their own, with a time of their own.
 */
public interface SerialThread {
    /** Runs it soon. */
    void execute(Runnable task);

    /** Runs it once, after a while. */
    Timer after(Duration delay, Runnable task);

    /** Runs it again and again. */
    Timer every(Duration first, Duration period, Runnable task);

    /** Something that is to happen. */
    interface Timer {
        /** Not any more. Nothing happens when it is too late for that. */
        void cancel();
    }
}
