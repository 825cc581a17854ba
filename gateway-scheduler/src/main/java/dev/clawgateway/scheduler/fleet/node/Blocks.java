package dev.clawgateway.scheduler.fleet.node;

import java.util.Arrays;

/** Hands out runs of up to {@link #MAX} neighbouring slots in flat arrays, and takes them back. */
public final class Blocks {
    public static final int MAX = 64;

    private final int[][] free = new int[MAX + 1][8];
    private final int[] freeCount = new int[MAX + 1];
    private int end;

    /** First slot of a run of {@code length}. */
    public int take(int length) {
        if (freeCount[length] > 0) {
            return free[length][--freeCount[length]];
        }
        int start = end;
        end += length;
        return start;
    }

    public void give(int start, int length) {
        if (freeCount[length] == free[length].length) {
            free[length] = Arrays.copyOf(free[length], freeCount[length] * 2);
        }
        free[length][freeCount[length]++] = start;
    }

    /** Slots an array must have to hold every run. */
    public int end() {
        return end;
    }
}
