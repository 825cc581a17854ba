package dev.clawgateway.scheduler.fleet.ledger;

/**
 * Which nodes changed, in order, so that every index catches up when it is next asked and pays only
 * for what changed since. A reader that fell behind the ring starts over.
 */
public final class ChangeLog {
    private int[] ring = new int[4096];
    private long head;

    /** Position of the newest entry. */
    public long head() {
        return head;
    }

    void record(int node) {
        head++;
        ring[(int) head & (ring.length - 1)] = node;
    }

    /** Whether a reader that has seen everything up to {@code cursor} can catch up by entries. */
    public boolean reaches(long cursor) {
        return cursor >= 0 && head - cursor < ring.length;
    }

    /** The node of an entry, or -1 when the next entry names the same node. */
    public int current(long position) {
        int node = ring[(int) position & (ring.length - 1)];
        boolean again = position < head && ring[(int) (position + 1) & (ring.length - 1)] == node;
        return again ? -1 : node;
    }

    /** Makes the ring longer than the fleet: to start over is then never the dearer way. */
    void reach(int nodes) {
        if (nodes >= ring.length) {
            // Every reader starts over: the positions of old entries move with the ring's size.
            ring = new int[Integer.highestOneBit(nodes) * 2];
            head += ring.length;
        }
    }
}
