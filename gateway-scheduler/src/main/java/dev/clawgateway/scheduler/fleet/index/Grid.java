package dev.clawgateway.scheduler.fleet.index;

import org.jspecify.annotations.Nullable;

/** Nodes of one class that are alike in free GPUs, by their classes of free CPU and memory. */
public final class Grid {
    private final NodeBits.Pool pool;
    private final @Nullable NodeBits[] cells = new @Nullable NodeBits[HostLevels.CELLS];

    Grid(NodeBits.Pool pool) {
        this.pool = pool;
    }

    /** Whether the cell was empty before. */
    boolean add(int cell, int node) {
        NodeBits bits = cells[cell];
        if (bits == null) {
            bits = new NodeBits(pool);
            cells[cell] = bits;
        }
        return bits.add(node) && bits.size() == 1;
    }

    /** Whether the cell is empty now. */
    boolean remove(int cell, int node) {
        NodeBits bits = cells[cell];
        return bits != null && bits.remove(node) && bits.size() == 0;
    }

    /** The next member of a cell from {@code from} up that is in {@code mask}; -1 for none. */
    public int next(int cell, int from, @Nullable NodeBits mask) {
        NodeBits bits = cells[cell];
        return bits == null ? -1 : bits.next(from, mask);
    }
}
