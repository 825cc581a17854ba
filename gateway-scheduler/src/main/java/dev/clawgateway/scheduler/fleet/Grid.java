package dev.clawgateway.scheduler.fleet;

import org.jspecify.annotations.Nullable;

/** Nodes of one class that are alike in free GPUs, by their classes of free CPU and memory. */
final class Grid {
    private final NodeBits.Pool pool;
    private final @Nullable NodeBits[] cells = new @Nullable NodeBits[HostLevels.CELLS];
    private final long[] nonEmpty = new long[HostLevels.CELLS / Long.SIZE];
    private int size;

    Grid(NodeBits.Pool pool) {
        this.pool = pool;
    }

    int size() {
        return size;
    }

    void add(int cell, int node) {
        NodeBits bits = cells[cell];
        if (bits == null) {
            bits = new NodeBits(pool);
            cells[cell] = bits;
        }
        if (bits.add(node)) {
            size++;
            nonEmpty[cell >>> 6] |= 1L << cell;
        }
    }

    void remove(int cell, int node) {
        NodeBits bits = cells[cell];
        if (bits != null && bits.remove(node)) {
            size--;
            if (bits.size() == 0) {
                nonEmpty[cell >>> 6] &= ~(1L << cell);
            }
        }
    }

    /** Cells that have nodes, 64 to a word. */
    long nonEmpty(int word) {
        return nonEmpty[word];
    }

    /** The next member of a cell from {@code from} up that is in {@code mask}; -1 for none. */
    int next(int cell, int from, @Nullable NodeBits mask) {
        NodeBits bits = cells[cell];
        return bits == null ? -1 : bits.next(from, mask);
    }
}
