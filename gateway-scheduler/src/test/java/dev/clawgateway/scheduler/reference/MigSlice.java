package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.GpuGrant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A MIG profile on a device of seven compute and eight memory slices, from NVIDIA's table: where it
 * may begin and how many memory slices it covers. Two slices are legal together when they cover no
 * memory slice both.
 *
 * @param compute compute slices, 1 to 7
 * @param starts memory slices it may begin at
 * @param length memory slices it covers
 */
public record MigSlice(int compute, List<Integer> starts, int length, long memoryMib) {
    private record Row(int compute, List<Integer> starts, int length) {}

    private static final int MEMORY_SLICES = 8;

    /** By the first part of the name. */
    private static final Map<String, Row> TABLE =
            Map.of(
                    "1g", new Row(1, List.of(0, 1, 2, 3, 4, 5, 6), 1),
                    "2g", new Row(2, List.of(0, 2, 4), 2),
                    "3g", new Row(3, List.of(0, 4), 4),
                    "4g", new Row(4, List.of(0), 4),
                    "7g", new Row(7, List.of(0), 8));

    private static final Row ONE_WITH_TWICE_THE_MEMORY = new Row(1, List.of(0, 2, 4, 6), 2);

    static MigSlice of(@Nullable String profile, Gpu gpu) {
        String name = Objects.requireNonNull(profile);
        long named = Long.parseLong(name.substring(3, name.length() - 2)) * 1024;
        Row row =
                name.startsWith("1g") && named * MEMORY_SLICES >= gpu.memoryMib() * 3 / 2
                        ? ONE_WITH_TWICE_THE_MEMORY
                        : Objects.requireNonNull(TABLE.get(name.substring(0, 2)));
        return new MigSlice(
                row.compute, row.starts, row.length, gpu.memoryMib() * row.length / MEMORY_SLICES);
    }

    /** Whether all slices held of a device can be on it together. */
    public static boolean layoutExists(Gpu gpu, List<GpuGrant> grants) {
        return layoutExists(
                grants.stream().map(grant -> MigSlice.of(grant.migProfile(), gpu)).toList(), 0);
    }

    private static boolean layoutExists(List<MigSlice> slices, int taken) {
        if (slices.isEmpty()) {
            return true;
        }
        MigSlice first = slices.getFirst();
        return first.starts.stream()
                .map(start -> ((1 << first.length) - 1) << start)
                .anyMatch(run ->
                        (taken & run) == 0
                                && layoutExists(slices.subList(1, slices.size()), taken | run));
    }

    /** Thousandths of the device, by compute. */
    int milli() {
        return compute * 1000 / 7;
    }

    /**
     * Where it goes beside what is taken: where the longest aligned run stays free, the highest
     * among equals. As a mask of memory slices; 0 for nowhere.
     */
    int place(int taken) {
        int best = 0;
        int most = -1;
        for (int start : starts) {
            int run = ((1 << length) - 1) << start;
            int left = longestFree(taken | run);
            if ((taken & run) == 0 && left >= most) {
                best = run;
                most = left;
            }
        }
        return best;
    }

    private static int longestFree(int taken) {
        for (int size : List.of(8, 4, 2, 1)) {
            for (int start = 0; start < MEMORY_SLICES; start += size) {
                if ((taken >> start & ((1 << size) - 1)) == 0) {
                    return size;
                }
            }
        }
        return 0;
    }
}
