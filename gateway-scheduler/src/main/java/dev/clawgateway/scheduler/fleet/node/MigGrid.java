package dev.clawgateway.scheduler.fleet.node;

/**
 * What MIG shares out of a device, and how the ledger writes down which of it is taken: a bit for
 * each memory slot from 0 on, one for each media engine from 4 on (products with eight memory slots
 * have no engines that could run short), and one for the optical flow accelerator, which comes with
 * media extensions and of which there is one.
 *
 * @param compute compute slices
 * @param slots memory slots, 8 at most
 * @param engines media engines to share out, 4 at most
 */
public record MigGrid(int compute, int slots, int engines) {
    static final int ACCELERATOR = 1 << 8;

    /**
     * A slice is on the device and nobody knows where: it came from a time of other layouts, or the
     * device became another. Until it ends, or others do and make room, the device takes no more.
     */
    public static final int UNPLACED = 1 << 9;

    /** What is taken of a device is less than this. */
    public static final int END = 1 << 10;

    private static final int FIRST_ENGINE = 4;

    public MigGrid {
        boolean apart = engines == 0 || slots <= FIRST_ENGINE;
        if (slots > 8 || engines > 4 || !apart) {
            throw new IllegalArgumentException("no bits for %s slots".formatted(slots));
        }
    }

    int slotsOf(int taken) {
        return taken & ((1 << slots) - 1);
    }

    int enginesOf(int taken) {
        return taken & (((1 << engines) - 1) << FIRST_ENGINE);
    }

    /** Length of the longest free run of slots that starts at a multiple of its own length. */
    int largestRun(int taken) {
        for (int size = Integer.highestOneBit(slots); size >= 1; size /= 2) {
            for (int start = 0; start < slots; start += size) {
                if ((taken & (((1 << size) - 1) << start)) == 0) {
                    return size;
                }
            }
        }
        return 0;
    }
}
