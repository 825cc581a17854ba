package dev.clawgateway.scheduler.fleet.ledger;

import java.util.Arrays;

/**
 * The holdings of each node, oldest first. A short list lies in the node's own record, which a
 * decision reads anyway; a longer one in a run of slots that doubles when it is full.
 */
final class NodeLists {
    private static final int INLINE = FreeState.MAX_ENTRIES;

    private final FreeState records;
    private int[] slots = new int[16];
    private int end;

    /** By size, as a shift of {@link #INLINE}: starts of runs that are not in use. */
    private int[][] unused = new int[24][0];

    private final int[] unusedCount = new int[24];

    NodeLists(FreeState records) {
        this.records = records;
    }

    int count(int node) {
        return countIn(records.list(node));
    }

    /** The oldest is at 0. */
    int at(int node, int place) {
        long head = records.list(node);
        return shiftIn(head) == 0 ? records.entry(node, place) : slots[startIn(head) + place];
    }

    void append(int node, int holding) {
        insert(node, count(node), holding);
    }

    void insert(int node, int place, int holding) {
        long head = records.list(node);
        int count = countIn(head);
        if (count == INLINE << shiftIn(head)) {
            head = grow(node, head);
        }
        if (shiftIn(head) == 0) {
            for (int i = count; i > place; i--) {
                records.setEntry(node, i, records.entry(node, i - 1));
            }
            records.setEntry(node, place, holding);
        } else {
            int at = startIn(head) + place;
            System.arraycopy(slots, at, slots, at + 1, count - place);
            slots[at] = holding;
        }
        records.setList(node, head + 1);
    }

    /** Returns the place it had, where {@link #insert} puts it back. */
    int remove(int node, int holding) {
        long head = records.list(node);
        int last = countIn(head) - 1;
        int place = last;
        while (at(node, place) != holding) {
            place--;
        }
        if (shiftIn(head) == 0) {
            for (int i = place; i < last; i++) {
                records.setEntry(node, i, records.entry(node, i + 1));
            }
        } else {
            int at = startIn(head) + place;
            System.arraycopy(slots, at + 1, slots, at, last - place);
        }
        records.setList(node, last == 0 ? emptied(head) : head - 1);
        return place;
    }

    private long grow(int node, long head) {
        int shift = shiftIn(head) + 1;
        int start = takeRun(shift);
        for (int place = 0; place < countIn(head); place++) {
            slots[start + place] = at(node, place);
        }
        emptied(head);
        return ((long) start << 32) | ((long) shift << 24) | countIn(head);
    }

    private long emptied(long head) {
        if (shiftIn(head) > 0) {
            giveRun(shiftIn(head), startIn(head));
        }
        return 0;
    }

    private int takeRun(int shift) {
        if (unusedCount[shift] > 0) {
            return unused[shift][--unusedCount[shift]];
        }
        int start = end;
        end += INLINE << shift;
        if (end > slots.length) {
            slots = Arrays.copyOf(slots, Math.max(end, slots.length * 2));
        }
        return start;
    }

    private void giveRun(int shift, int start) {
        if (unusedCount[shift] == unused[shift].length) {
            unused[shift] = Arrays.copyOf(unused[shift], unusedCount[shift] * 2 + 8);
        }
        unused[shift][unusedCount[shift]++] = start;
    }

    // A head: start of the run (high half), its size as a shift of INLINE (8 bits; 0 for the
    // record itself), and how many entries are in use (24 bits).

    private static int startIn(long head) {
        return (int) (head >>> 32);
    }

    private static int shiftIn(long head) {
        return (int) (head >>> 24) & 0xff;
    }

    private static int countIn(long head) {
        return (int) head & 0xff_ffff;
    }
}
