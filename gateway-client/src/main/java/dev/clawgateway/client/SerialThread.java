package dev.clawgateway.client;

import dev.clawgateway.core.time.Timers;
import java.time.Duration;

/**
 * One thread with timers: what is handed to it is done one after the other, in order. What comes
 * after its end is let go. Tests and simulations bring their own, with a time of their own.
 */
public interface SerialThread extends Timers {
    /** Runs it soon. */
    void execute(Runnable task);

    /** Runs it again and again. */
    Timer every(Duration first, Duration period, Runnable task);
}
