package dev.clawgateway.scheduler.fleet;

/**
 * Coarse classes of free CPU and memory. A node of a higher class than the request's needs no
 * closer look; only nodes of the same class do. The bounds are the sizes people ask for, so that
 * most requests start exactly at one.
 */
final class HostLevels {
    static final int LEVELS = 16;
    static final int CELLS = LEVELS * LEVELS;

    private static final int[] CPU_MILLIS = {
        0, 1000, 2000, 4000, 6000, 8000, 12_000, 16_000, 24_000, 32_000, 48_000, 64_000, 96_000,
        128_000, 192_000, 256_000
    };

    private HostLevels() {}

    /** The class of an amount of CPU. */
    static int cpu(long millis) {
        int level = 0;
        for (int step = LEVELS / 2; step > 0; step /= 2) {
            if (millis >= CPU_MILLIS[level + step]) {
                level += step;
            }
        }
        return level;
    }

    /** The class of an amount of memory: powers of two from 1 GiB to 16 TiB. */
    static int memory(long mib) {
        if (mib < 1024) {
            return 0;
        }
        return Math.min(LEVELS - 1, 54 - Long.numberOfLeadingZeros(mib));
    }

    /** Both classes in one number; CPU counts more. */
    static int cell(long cpuMillis, long memoryMib) {
        return cpu(cpuMillis) * LEVELS + memory(memoryMib);
    }

    /** Whether everything of the class is enough for this request. */
    static boolean cpuSure(int level, long millis) {
        return CPU_MILLIS[level] >= millis;
    }

    static boolean memorySure(int level, long mib) {
        return (level == 0 ? 0L : 512L << level) >= mib;
    }
}
