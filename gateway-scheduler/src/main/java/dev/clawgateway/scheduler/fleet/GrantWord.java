package dev.clawgateway.scheduler.fleet;

/**
 * What a holding has of one device, in one word: memory in MiB (32 bits), the device's index (14),
 * its MIG slots (8) and its thousandths (10).
 */
final class GrantWord {
    /** Index of a device that its node has no more; {@link #of} takes any negative number. */
    static final int GONE = -1;

    private static final int MAX_INDEX = (1 << 14) - 1;
    private static final int MAX_MILLI = (1 << 10) - 1;

    private GrantWord() {}

    static long of(int index, int milli, int memoryMib, int slots) {
        return ((long) memoryMib << 32)
                | ((long) (index < 0 ? MAX_INDEX : Math.min(index, MAX_INDEX)) << 18)
                | ((long) slots << 10)
                | Math.min(milli, MAX_MILLI);
    }

    static long withSlots(long word, int slots) {
        return of(index(word), milli(word), memoryMib(word), slots);
    }

    static int index(long word) {
        int index = (int) (word >>> 18) & MAX_INDEX;
        return index == MAX_INDEX ? GONE : index;
    }

    static int milli(long word) {
        return (int) word & MAX_MILLI;
    }

    static int memoryMib(long word) {
        return (int) (word >> 32);
    }

    static int slots(long word) {
        return (int) (word >>> 10) & 0xff;
    }
}
