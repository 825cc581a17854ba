package dev.clawgateway.scheduler.fleet.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One answer to "where": a node and devices on it. Reused from call to call; valid until the fleet
 * changes or it is passed to the next search.
 */
public final class Choice {
    public int policy;
    int node = -1;
    int level;
    public int gpus;
    public long score;

    /** Host resources it takes, beside the devices. */
    long hostCpuMillis;

    long hostMemoryMib;

    /** The MIG profile of every device chosen; null for other parts and whole ones. */
    @Nullable String migProfile;

    /** Positions in the node's own order, not indexes. */
    public int[] positions = new int[8];

    public int[] millis = new int[8];
    public int[] memoryMib = new int[8];

    /** Mask of the MIG slots taken on each device; 0 without MIG. */
    public int[] slots = new int[8];

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

    /** Nothing yet, for a request of so much. */
    public void reset(int newPolicy, long cpu, long memory) {
        policy = newPolicy;
        hostCpuMillis = cpu;
        hostMemoryMib = memory;
        node = -1;
        level = 0;
        migProfile = null;
        gpus = 0;
        score = 0;
    }

    /** A node, whose devices are to be added, and the level that is met there. */
    public void begin(int onNode, int atLevel, @Nullable String profile) {
        node = onNode;
        level = atLevel;
        migProfile = profile;
        gpus = 0;
    }

    public void add(int position, int milli, int memory, int slotMask) {
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
