package dev.clawgateway.control.turns;

import java.time.Duration;

/**
 * Work that is done in turns, one after the other, by whoever repeats them. A turn does what there
 * is to do and returns: it may wait for a disk, never for anybody else.
 */
public interface Turns {
    /** Takes a turn; without effect once it has ended. */
    void turn();

    /** How long the next turn may be put off, unless a nudge comes; zero when there is work. */
    Duration pause();

    /** Whether there is nothing to do any more, for good. */
    boolean ended();
}
