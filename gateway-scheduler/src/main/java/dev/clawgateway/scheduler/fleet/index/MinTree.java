package dev.clawgateway.scheduler.fleet.index;

import java.util.Arrays;

/** The smallest of many keys, and the lowest number that has it; a change costs log n. */
public final class MinTree {
    public static final long ABSENT = Long.MAX_VALUE;

    private int leaves;
    private long[] keys;

    public MinTree(int size) {
        leaves = Math.max(2, Integer.highestOneBit(Math.max(1, size - 1)) * 2);
        keys = new long[leaves * 2];
        Arrays.fill(keys, ABSENT);
    }

    public int capacity() {
        return leaves;
    }

    public long key(int number) {
        return keys[leaves + number];
    }

    public void put(int number, long key) {
        int at = leaves + number;
        if (keys[at] == key) {
            return;
        }
        keys[at] = key;
        for (at >>= 1; at > 0; at >>= 1) {
            long least = Math.min(keys[at * 2], keys[at * 2 + 1]);
            if (keys[at] == least) {
                return;
            }
            keys[at] = least;
        }
    }

    /** Sets a key without keeping the order; {@link #build} must follow. */
    public void putUnordered(int number, long key) {
        keys[leaves + number] = key;
    }

    public void build() {
        for (int at = leaves - 1; at > 0; at--) {
            keys[at] = Math.min(keys[at * 2], keys[at * 2 + 1]);
        }
    }

    /** The lowest number with the smallest key; -1 when all are absent. */
    public int first() {
        if (keys[1] == ABSENT) {
            return -1;
        }
        int at = 1;
        while (at < leaves) {
            at = keys[at * 2] == keys[at] ? at * 2 : at * 2 + 1;
        }
        return at - leaves;
    }
}
