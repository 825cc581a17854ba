package dev.clawgateway.scheduler.fleet.search;

import java.util.Arrays;

/** Remembered values of node states, by a 64-bit hash of the state; starts over when it is full. */
final class StateValues {
    static final int ABSENT = Integer.MIN_VALUE;

    private static final int MAX_SIZE = 1 << 20;

    private long[] keys = new long[1 << 12];
    private int[] values = new int[1 << 12];
    private int size;

    int find(long key) {
        int mask = keys.length - 1;
        for (int at = (int) (key >>> 20) & mask; keys[at] != 0; at = (at + 1) & mask) {
            if (keys[at] == key) {
                return values[at];
            }
        }
        return ABSENT;
    }

    /** {@code key} must not be there yet, nor be 0. */
    void enter(long key, int value) {
        if (size * 2 >= keys.length) {
            if (keys.length >= MAX_SIZE) {
                clear();
            } else {
                grow();
            }
        }
        put(key, value);
        size++;
    }

    void clear() {
        Arrays.fill(keys, 0);
        size = 0;
    }

    private void put(long key, int value) {
        int mask = keys.length - 1;
        int at = (int) (key >>> 20) & mask;
        while (keys[at] != 0) {
            at = (at + 1) & mask;
        }
        keys[at] = key;
        values[at] = value;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }
}
