package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.workload.GpuGrant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A MIG profile on a device. Slices are legal together when they cover no memory slice both, there
 * are media engines for all, and there are no more of a profile than the vendor allows.
 */
public record MigSlice(MigBoard board, MigBoard.Row row, long memoryMib) {
    /** Null where the vendor publishes no such profile for the device. */
    public static @Nullable MigSlice of(@Nullable String profile, Gpu gpu) {
        MigBoard board = MigBoard.of(gpu);
        if (board != null) {
            for (MigBoard.Row row : board.rows()) {
                if (row.name().equals(profile)) {
                    return new MigSlice(
                            board, row, gpu.memoryMib() * row.length() / board.memory());
                }
            }
        }
        return null;
    }

    /** Names of the profiles of a model; none where nothing is published. */
    public static List<String> profiles(String model) {
        return MigBoard.profiles(model);
    }

    /** Whether all slices held of a device can be on it together. */
    public static boolean layoutExists(Gpu gpu, List<GpuGrant> grants) {
        List<MigSlice> slices = new ArrayList<>();
        for (GpuGrant grant : grants) {
            MigSlice slice = MigSlice.of(grant.migProfile(), gpu);
            if (slice == null || !slice.shares(slices)) {
                return false;
            }
            slices.add(slice);
        }
        return layoutExists(slices, 0);
    }

    private static boolean layoutExists(List<MigSlice> slices, int taken) {
        if (slices.isEmpty()) {
            return true;
        }
        MigSlice first = slices.getFirst();
        return first.row.starts().stream()
                .map(first::run)
                .anyMatch(run ->
                        (taken & run) == 0
                                && layoutExists(slices.subList(1, slices.size()), taken | run));
    }

    private int run(int start) {
        return ((1 << row.length()) - 1) << start;
    }

    /** Whether what there is beside memory is enough for one more beside these. */
    boolean shares(List<MigSlice> others) {
        int alike = 1;
        int engines = row.engines();
        int accelerators = row.accelerator();
        for (MigSlice other : others) {
            alike += other.row.equals(row) ? 1 : 0;
            engines += other.row.engines();
            accelerators += other.row.accelerator();
        }
        return alike <= row.instances()
                && engines <= board.engines()
                && accelerators <= MigBoard.ACCELERATORS;
    }

    /** Thousandths of the device, by compute. */
    public int milli() {
        return row.compute() * 1000 / board.compute();
    }

    /**
     * Where it goes beside what is taken: where the longest aligned run stays free, the highest
     * among equals. As a mask of memory slices; 0 for nowhere.
     */
    int place(int taken) {
        int best = 0;
        int most = -1;
        for (int start : row.starts()) {
            int run = run(start);
            int left = longestFree(taken | run);
            if ((taken & run) == 0 && left >= most) {
                best = run;
                most = left;
            }
        }
        return best;
    }

    private int longestFree(int taken) {
        for (int size : List.of(8, 4, 2, 1)) {
            for (int start = 0; start + size <= board.memory(); start += size) {
                if ((taken >> start & ((1 << size) - 1)) == 0) {
                    return size;
                }
            }
        }
        return 0;
    }
}
