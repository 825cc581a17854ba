package dev.clawgateway.scheduler.fleet;

import java.util.Arrays;

/**
 * What was done since the outermost mark, to be undone in reverse. Reused, so it makes no garbage.
 */
final class Journal {
    private int[] entries = new int[64];
    private long[] hints = new long[64];
    private int size;
    private int depth;

    boolean active() {
        return depth > 0;
    }

    int mark() {
        depth++;
        return size;
    }

    void reserved(int holding) {
        add(holding, 0);
    }

    /** {@code hint} is what the class's hint was before the release. */
    void released(int holding, long hint) {
        add(~holding, hint);
    }

    int size() {
        return size;
    }

    /** Whether the entry is a reservation; else it is a release. */
    boolean isReservation(int entry) {
        return entries[entry] >= 0;
    }

    int holding(int entry) {
        return entries[entry] >= 0 ? entries[entry] : ~entries[entry];
    }

    long hint(int entry) {
        return hints[entry];
    }

    /** Forgets entries from {@code mark} on. */
    void truncate(int mark) {
        size = mark;
    }

    /** Ends a mark; whether it was the outermost. */
    boolean end() {
        return --depth == 0;
    }

    private void add(int entry, long hint) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
            hints = Arrays.copyOf(hints, size * 2);
        }
        entries[size] = entry;
        hints[size++] = hint;
    }
}
