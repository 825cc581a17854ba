package dev.clawgateway.scheduler.fleet;

import java.util.Arrays;

/**
 * When something last happened that could help a request: a release, a node that opened, came or
 * changed; by class of node. What found no place before the newest hint of its classes need not be
 * tried again.
 */
final class Hints {
    private long newest;
    private long happened;
    private long[] byClass = new long[8];

    /** Counts everything that happened, overlays that were undone aside. */
    long happened() {
        return happened;
    }

    /** Something happened anywhere, good or bad. */
    void happen() {
        happened++;
    }

    long of(int nodeClass) {
        return nodeClass < byClass.length ? byClass[nodeClass] : 0;
    }

    /** Something good happened on a node of this class; returns what {@link #of} said before. */
    long help(int nodeClass) {
        if (nodeClass >= byClass.length) {
            byClass = Arrays.copyOf(byClass, nodeClass + 8);
        }
        long before = byClass[nodeClass];
        byClass[nodeClass] = ++newest;
        return before;
    }

    /** It did not happen after all. */
    void undo(int nodeClass, long before) {
        byClass[nodeClass] = before;
    }
}
