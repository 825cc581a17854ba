package dev.clawgateway.scheduler.fleet;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a MIG profile may lie on a device. A device has eight memory slots (four on the A30), a
 * profile covers a fixed run of them and may start only at certain slots (NVIDIA MIG user guide,
 * "supported profiles"). A set of slices is a legal layout exactly when their runs do not overlap.
 *
 * @param milli thousandths of the device's compute
 * @param memoryMib its share of the device's memory; the sum never exceeds the device
 * @param starts mask of the legal first slots
 * @param length slots covered
 */
record MigProfile(int milli, int memoryMib, int starts, int length) {
    /** A profile nobody knows fits nowhere. */
    static final MigProfile UNKNOWN = new MigProfile(1000, 0, 0, 1);

    private static final Pattern NAME = Pattern.compile("(\\d)g\\.(\\d+)gb.*");

    static MigProfile of(String profile, String model, long deviceMemoryMib) {
        Matcher name = NAME.matcher(profile);
        if (!name.matches()) {
            return UNKNOWN;
        }
        int compute = Integer.parseInt(name.group(1));
        long named = Long.parseLong(name.group(2)) * 1024;
        return model.contains("A30")
                ? ofFour(compute, deviceMemoryMib)
                : ofSeven(compute, deviceMemoryMib, named * 8 >= deviceMemoryMib * 3 / 2);
    }

    private static MigProfile ofFour(int compute, long deviceMib) {
        return switch (compute) {
            case 1 -> slice(compute, 4, 0b1111, 1, deviceMib);
            case 2 -> slice(compute, 4, 0b0101, 2, deviceMib);
            case 4 -> slice(compute, 4, 0b0001, 4, deviceMib);
            default -> UNKNOWN;
        };
    }

    private static MigProfile ofSeven(int compute, long deviceMib, boolean doubleMemory) {
        return switch (compute) {
            case 1 ->
                    doubleMemory
                            ? slice(compute, 7, 0b1010101, 2, deviceMib)
                            : slice(compute, 7, 0b1111111, 1, deviceMib);
            case 2 -> slice(compute, 7, 0b0010101, 2, deviceMib);
            case 3 -> slice(compute, 7, 0b0010001, 4, deviceMib);
            case 4 -> slice(compute, 7, 0b0000001, 4, deviceMib);
            case 7 -> slice(compute, 7, 0b0000001, 8, deviceMib);
            default -> UNKNOWN;
        };
    }

    private static MigProfile slice(
            int compute, int ofCompute, int starts, int length, long deviceMib) {
        int slots = ofCompute == 7 ? 8 : ofCompute;
        return new MigProfile(
                compute * 1000 / ofCompute, (int) (deviceMib * length / slots), starts, length);
    }

    /**
     * The slots to take on a device whose {@code used} slots are taken: the legal place that leaves
     * the longest aligned run free, the highest among equals since the large profiles start low; 0
     * when there is none.
     */
    int place(int used) {
        int best = 0;
        int bestLeft = -1;
        for (int left = starts; left != 0; left &= left - 1) {
            int run = ((1 << length) - 1) << Integer.numberOfTrailingZeros(left);
            int remaining = largestRun(used | run);
            if ((used & run) == 0 && remaining >= bestLeft) {
                best = run;
                bestLeft = remaining;
            }
        }
        return best;
    }

    /**
     * Legal places for all of these on one empty device, by their order; those that find none when
     * the others have theirs get 0.
     */
    static int[] layout(List<MigProfile> slices) {
        Integer[] longestFirst = new Integer[slices.size()];
        Arrays.setAll(longestFirst, i -> i);
        Arrays.sort(longestFirst, Comparator.comparingInt(i -> -slices.get(i).length));
        int[] runs = new int[slices.size()];
        int used = 0;
        for (int slice : longestFirst) {
            runs[slice] = slices.get(slice).place(used);
            used |= runs[slice];
        }
        return runs;
    }

    /** Length of the longest free run that starts at a multiple of its own length. */
    private static int largestRun(int used) {
        for (int size = 8; size >= 1; size /= 2) {
            for (int start = 0; start < 8; start += size) {
                if ((used & (((1 << size) - 1) << start)) == 0) {
                    return size;
                }
            }
        }
        return 0;
    }
}
