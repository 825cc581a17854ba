package dev.clawgateway.scheduler.fleet.ledger;

import java.util.Arrays;

/**
 * When something last happened that could help a request: a release, a node that opened, came or
 * changed; by class of node, and, for the latest, by node. What found no place before the newest
 * hint of its classes need not be tried again; nor need it if it fits on none of the nodes since.
 */
public final class Hints {
    private static final int REMEMBERED = 1024;
    private static final int FORGOTTEN = -1;

    private long newest;
    private long happened;
    private long[] byClass = new long[8];
    private final int[] nodes = new int[REMEMBERED];
    private final long[] numbers = new long[REMEMBERED];

    /** Counts everything that happened, overlays that were undone aside. */
    public long happened() {
        return happened;
    }

    /** Something happened anywhere, good or bad. */
    public void happen() {
        happened++;
    }

    long of(int nodeClass) {
        return nodeClass < byClass.length ? byClass[nodeClass] : 0;
    }

    /** The newest of some classes. */
    public long newest(int[] nodeClasses) {
        long found = 0;
        for (int nodeClass : nodeClasses) {
            found = Math.max(found, of(nodeClass));
        }
        return found;
    }

    /** Of all classes. */
    public long newest() {
        return newest;
    }

    /** Where it happened; {@link #FORGOTTEN} when that was too long ago. */
    public int node(long hint) {
        int at = (int) hint & (REMEMBERED - 1);
        return numbers[at] == hint ? nodes[at] : FORGOTTEN;
    }

    /** Something good happened on a node of this class; returns what {@link #of} said before. */
    public long help(int nodeClass, int node) {
        if (nodeClass >= byClass.length) {
            byClass = Arrays.copyOf(byClass, nodeClass + 8);
        }
        long before = byClass[nodeClass];
        byClass[nodeClass] = ++newest;
        int at = (int) newest & (REMEMBERED - 1);
        nodes[at] = node;
        numbers[at] = newest;
        return before;
    }

    /** The latest did not happen after all. */
    void undo(int nodeClass, long before) {
        byClass[nodeClass] = before;
        newest--;
    }
}
