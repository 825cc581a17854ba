package dev.clawgateway.scheduler.fleet;

import java.util.Arrays;

/**
 * Which nodes changed, in order, so that every index catches up when it is next asked and pays only
 * for what changed since. A node that changed often counts once: only its last entry is current. A
 * reader that fell behind the ring starts over.
 */
final class ChangeLog {
    private int[] ring = new int[4096];
    private long[] lastChange = new long[16];
    private long head;

    /** Position of the newest entry. */
    long head() {
        return head;
    }

    void record(int node) {
        head++;
        ring[(int) head & (ring.length - 1)] = node;
        lastChange[node] = head;
    }

    /** Whether a reader that has seen everything up to {@code cursor} can catch up by entries. */
    boolean reaches(long cursor) {
        return cursor >= 0 && head - cursor < ring.length;
    }

    /** The node of an entry, or -1 when a later entry names the same node. */
    int current(long position) {
        int node = ring[(int) position & (ring.length - 1)];
        return lastChange[node] == position ? node : -1;
    }

    void ensureNodes(int nodes) {
        if (nodes > lastChange.length) {
            lastChange = Arrays.copyOf(lastChange, Math.max(nodes, lastChange.length * 2));
        }
        if (lastChange.length > ring.length) {
            // Every reader starts over: the positions of old entries move with the ring's size.
            ring = new int[Integer.highestOneBit(lastChange.length) * 2];
            head += ring.length;
        }
    }
}
