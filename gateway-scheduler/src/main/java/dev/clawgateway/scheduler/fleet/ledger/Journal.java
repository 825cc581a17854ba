package dev.clawgateway.scheduler.fleet.ledger;

import java.util.Arrays;

/**
 * What was done since the outermost mark, to be undone in reverse. Reused, so it makes no garbage.
 */
public final class Journal {
    private int[] entries = new int[64];
    private long[] hints = new long[64];
    private int[] places = new int[64];
    private int size;
    private int depth;

    public boolean active() {
        return depth > 0;
    }

    int mark() {
        depth++;
        return size;
    }

    void reserved(int holding) {
        add(holding, 0, 0);
    }

    /**
     * A release, and what it takes to undo it.
     *
     * @param hint what the class's hint was before
     * @param place where the holding was in its node's list
     */
    void released(int holding, long hint, int place) {
        add(~holding, hint, place);
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

    int place(int entry) {
        return places[entry];
    }

    /** Forgets entries from {@code mark} on. */
    void truncate(int mark) {
        size = mark;
    }

    /** Ends a mark; whether it was the outermost. */
    boolean end() {
        return --depth == 0;
    }

    private void add(int entry, long hint, int place) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
            hints = Arrays.copyOf(hints, size * 2);
            places = Arrays.copyOf(places, size * 2);
        }
        entries[size] = entry;
        places[size] = place;
        hints[size++] = hint;
    }
}
