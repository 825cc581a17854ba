package dev.clawgateway.client;

import java.time.Duration;

/** How a client waits between two turns; time is handed in here too. */
public interface Pauses {
    /** Waits so long, or until {@link #wake}, even if that came just before. */
    void pause(Duration length) throws InterruptedException;

    /** Ends the pause under way, or else the next one. Any thread. */
    void wake();
}
