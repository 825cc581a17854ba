package dev.clawgateway.scheduler.fleet.index;

/**
 * Coarse classes of free CPU and memory. A node of a higher class than the request's needs no
 * closer look; only nodes of the same class do. The bounds are the sizes people ask for, so that
 * most requests start exactly at one.
 */
public final class HostLevels {
    public static final int LEVELS = 8;

    /** So that all cells of a grid are one word. */
    static final int CELLS = LEVELS * LEVELS;

    private HostLevels() {}

    /** The class of an amount of CPU: powers of two from one core to 64. */
    public static int cpu(long millis) {
        return millis < 1000 ? 0 : Math.min(LEVELS - 1, floorLog2(millis / 1000) + 1);
    }

    /** The class of an amount of memory: powers of two from 4 GiB to 256 GiB. */
    public static int memory(long mib) {
        return mib < 4096 ? 0 : Math.min(LEVELS - 1, floorLog2(mib / 4096) + 1);
    }

    private static int floorLog2(long value) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
    }

    /** Both classes in one number; CPU counts more. */
    static int cell(long cpuMillis, long memoryMib) {
        return cpu(cpuMillis) * LEVELS + memory(memoryMib);
    }

    /** Whether everything of the class is enough for this request. */
    public static boolean cpuSure(int level, long millis) {
        return (level == 0 ? 0L : 500L << level) >= millis;
    }

    public static boolean memorySure(int level, long mib) {
        return (level == 0 ? 0L : 2048L << level) >= mib;
    }
}
