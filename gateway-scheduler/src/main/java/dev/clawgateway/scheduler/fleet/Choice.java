package dev.clawgateway.scheduler.fleet;

import java.util.Arrays;

/**
 * One answer to "where": a node and devices on it. Reused from call to call; valid until the fleet
 * changes or it is passed to the next search.
 */
public final class Choice {
    int shape = -1;
    int policy;
    int node = -1;
    int level;
    int gpus;
    long score;

    /** Positions in the node's own order, not indexes. */
    int[] positions = new int[8];

    int[] millis = new int[8];
    int[] memoryMib = new int[8];

    /** Mask of the MIG slots taken on each device; 0 without MIG. */
    int[] slots = new int[8];

    /** The node's number; -1 when nothing was found. */
    public int node() {
        return node;
    }

    /** Which level of the GPU requirement is met; 0 is the first choice. */
    public int level() {
        return level;
    }

    /** GPUs, or parts of GPUs, chosen. */
    public int gpus() {
        return gpus;
    }

    /** The policy's measure, to compare alternatives of one search; lower is better. */
    public long score() {
        return score;
    }

    /** The policy that chose, by its number. */
    public int policy() {
        return policy;
    }

    void reset(int newShape, int newPolicy) {
        shape = newShape;
        policy = newPolicy;
        node = -1;
        level = 0;
        gpus = 0;
        score = 0;
    }

    void add(int position, int milli, int memory, int slotMask) {
        if (gpus == positions.length) {
            positions = Arrays.copyOf(positions, gpus * 2);
            millis = Arrays.copyOf(millis, gpus * 2);
            memoryMib = Arrays.copyOf(memoryMib, gpus * 2);
            slots = Arrays.copyOf(slots, gpus * 2);
        }
        positions[gpus] = position;
        millis[gpus] = milli;
        memoryMib[gpus] = memory;
        slots[gpus] = slotMask;
        gpus++;
    }
}
