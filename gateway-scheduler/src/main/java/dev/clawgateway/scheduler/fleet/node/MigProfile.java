package dev.clawgateway.scheduler.fleet.node;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where a MIG profile may lie on a device, and what it takes. A set of slices is a legal layout
 * exactly when nothing is taken twice.
 *
 * @param compute compute slices of the device
 * @param starts mask of the legal first slots; 0 for a profile that nobody knows
 * @param length slots covered
 * @param engines media engines taken
 * @param extended whether it takes the optical flow accelerator
 * @param memoryMib its share of the device's memory; the sum never exceeds the device
 */
public record MigProfile(
        MigGrid grid,
        int compute,
        int starts,
        int length,
        int engines,
        boolean extended,
        int memoryMib) {
    /** A profile nobody knows fits nowhere. */
    public static final MigProfile UNKNOWN =
            new MigProfile(new MigGrid(1, 1, 0), 1, 0, 1, 0, false, 0);

    /** The same on a device with this much memory. */
    MigProfile on(long deviceMib) {
        int memory = (int) (Math.min(deviceMib, Integer.MAX_VALUE) * length / grid.slots());
        return new MigProfile(grid, compute, starts, length, engines, extended, memory);
    }

    public boolean known() {
        return starts != 0;
    }

    /** Thousandths of the device's compute. */
    public int milli() {
        return compute * 1000 / grid.compute();
    }

    /**
     * What to take of a device of which {@code taken} is taken: the legal place that leaves the
     * longest aligned run free, the highest among equals since the large profiles start low; 0 when
     * there is none.
     */
    public int place(int taken) {
        int best = 0;
        int bestLeft = -1;
        for (int left = starts; left != 0; left &= left - 1) {
            int run = at(Integer.numberOfTrailingZeros(left), taken);
            int remaining = grid.largestRun(taken | run);
            if (run != 0 && remaining >= bestLeft) {
                best = run;
                bestLeft = remaining;
            }
        }
        return best;
    }

    /** What it takes if it begins at a slot; 0 where something of that is taken. */
    private int at(int start, int taken) {
        int run = ((1 << length) - 1) << start;
        int extension = extended ? MigGrid.ACCELERATOR : 0;
        int free = grid.enginesOf(~taken);
        boolean fits =
                (taken & (run | extension | MigGrid.UNPLACED)) == 0
                        && Integer.bitCount(free) >= engines;
        return fits ? run | extension | lowest(free, engines) : 0;
    }

    private static int lowest(int bits, int count) {
        int rest = bits;
        for (int i = 0; i < count; i++) {
            rest &= rest - 1;
        }
        return bits & ~rest;
    }

    /** Whether a slice of this profile can be what this says. */
    public boolean covers(int taken) {
        int slots = grid.slotsOf(taken);
        int start = Integer.numberOfTrailingZeros(slots);
        boolean placed =
                (taken & MigGrid.UNPLACED) == 0
                        && slots != 0
                        && (starts >>> start & 1) != 0
                        && slots == ((1 << length) - 1) << start;
        return placed
                && Integer.bitCount(grid.enginesOf(taken)) == engines
                && (taken & MigGrid.ACCELERATOR) == (extended ? MigGrid.ACCELERATOR : 0);
    }

    /**
     * Legal places for all of these on one empty device, by their order. Where there are none for
     * all together, those that find none beside the others are {@link MigGrid#UNPLACED}.
     */
    public static int[] layout(List<MigProfile> slices) {
        Integer[] longestFirst = new Integer[slices.size()];
        Arrays.setAll(longestFirst, i -> i);
        Arrays.sort(longestFirst, Comparator.comparingInt(i -> -slices.get(i).length));
        int[] places = new int[slices.size()];
        if (layOut(slices, longestFirst, 0, 0, places)) {
            return places;
        }
        int taken = 0;
        for (int slice : longestFirst) {
            int place = slices.get(slice).place(taken);
            places[slice] = place == 0 ? MigGrid.UNPLACED : place;
            taken |= place;
        }
        return places;
    }

    /** Tries every place of one slice after the other; at most eight have one together. */
    private static boolean layOut(
            List<MigProfile> slices, Integer[] order, int next, int taken, int[] places) {
        if (next == order.length) {
            return true;
        }
        MigProfile slice = slices.get(order[next]);
        for (int left = slice.starts; left != 0; left &= left - 1) {
            int place = slice.at(Integer.numberOfTrailingZeros(left), taken);
            places[order[next]] = place;
            if (place != 0 && layOut(slices, order, next + 1, taken | place, places)) {
                return true;
            }
        }
        return false;
    }
}
