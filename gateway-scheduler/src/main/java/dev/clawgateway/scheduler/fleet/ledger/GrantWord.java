package dev.clawgateway.scheduler.fleet.ledger;

import dev.clawgateway.scheduler.fleet.node.MigGrid;

/**
 * What a holding has of one device, in one word: memory in MiB (31 bits), the device's index (13),
 * what its slice takes as {@link MigGrid} writes it (10) and its thousandths (10).
 */
public final class GrantWord {
    /** Devices of this index and above are offered to nobody: a word could not say which it is. */
    public static final int END_OF_INDEXES = (1 << 13) - 1;

    /** Index of a device that its node has no more; {@link #of} takes any negative number. */
    static final int GONE = -1;

    private static final int MAX_MILLI = (1 << 10) - 1;
    private static final int MAX_SLOTS = MigGrid.END - 1;

    private GrantWord() {}

    public static long of(int index, int milli, int memoryMib, int slots) {
        return ((long) memoryMib << 33)
                | ((long) (index < 0 ? END_OF_INDEXES : Math.min(index, END_OF_INDEXES)) << 20)
                | ((long) slots << 10)
                | Math.min(milli, MAX_MILLI);
    }

    public static long withSlots(long word, int slots) {
        return of(index(word), milli(word), memoryMib(word), slots);
    }

    public static int index(long word) {
        int index = (int) (word >>> 20) & END_OF_INDEXES;
        return index == END_OF_INDEXES ? GONE : index;
    }

    public static int milli(long word) {
        return (int) word & MAX_MILLI;
    }

    public static int memoryMib(long word) {
        return (int) (word >>> 33);
    }

    public static int slots(long word) {
        return (int) (word >>> 10) & MAX_SLOTS;
    }
}
