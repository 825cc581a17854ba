package dev.clawgateway.control.turns;

import java.time.Duration;

/** Turns that are being repeated. Safe from any thread. */
public interface Repetition {
    /** There is something to do: the next turn is not put off any longer. Never blocks. */
    void nudge();

    /** Whether there will be no further turn, however it came to that. */
    boolean ended();

    /**
     * Returns when it has ended, or when it took too long. Whoever repeats turns by hand takes them
     * now, those of others too, for they may have to go on first.
     */
    void await(Duration atMost) throws InterruptedException;
}
