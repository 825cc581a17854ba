package dev.clawgateway.scheduler.fleet.ledger;

import dev.clawgateway.scheduler.fleet.node.Blocks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The devices of one holding while it is being entered. Reused, so it makes no garbage. */
final class Grants {
    private static final int MAX_MASK_INDEX = Integer.SIZE - 1;

    private final long[] words = new long[Blocks.MAX];
    private final @Nullable String[] profiles = new @Nullable String[Blocks.MAX];
    private int count;
    private int mask;
    private boolean allWhole;
    private boolean sliced;

    Grants clear() {
        Arrays.fill(profiles, 0, count, null);
        count = 0;
        mask = 0;
        allWhole = true;
        sliced = false;
        return this;
    }

    /**
     * One device, or a part of one.
     *
     * @param slots mask of MIG slots; 0 for one that is still to be placed
     * @param profile of a MIG slice; null otherwise
     */
    void add(int index, int milli, int memoryMib, int slots, @Nullable String profile) {
        words[count] = GrantWord.of(index, milli, memoryMib, slots);
        profiles[count++] = profile;
        allWhole &=
                milli == 1000
                        && slots == 0
                        && profile == null
                        && index >= 0
                        && index <= MAX_MASK_INDEX
                        && memoryMib == GrantWord.memoryMib(words[0]);
        sliced |= profile != null;
        mask |= 1 << index;
    }

    int count() {
        return count;
    }

    long word(int i) {
        return words[i];
    }

    /** Whether one of them is a MIG slice. */
    boolean sliced() {
        return sliced;
    }

    @Nullable String profile(int i) {
        return profiles[i];
    }

    /**
     * Memory of each (high half) and mask of indexes, where all are whole GPUs with as much memory
     * and none is named twice; else 0.
     */
    long wholeGpus() {
        boolean compact = count > 0 && allWhole && Integer.bitCount(mask) == count;
        return compact ? ((long) GrantWord.memoryMib(words[0]) << 32) | (mask & 0xffff_ffffL) : 0;
    }
}
