package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.GpuGrant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A MIG profile such as {@code 2g.20gb} on one device: a device has seven compute slices and eight
 * memory slices, and an instance may start only at certain memory slices.
 *
 * @param compute compute slices, 1 to 7
 * @param width memory slices it spans, 1 to 8
 */
public record MigSlice(int compute, int width, long memoryMib) {
    private static final Pattern PROFILE = Pattern.compile("(\\d+)g\\.(\\d+)gb.*");
    private static final int MEMORY_SLICES = 8;

    static MigSlice of(@Nullable String profile, Gpu gpu) {
        Matcher parts = PROFILE.matcher(profile == null ? "" : profile);
        if (!parts.matches()) {
            return new MigSlice(7, MEMORY_SLICES, gpu.memoryMib());
        }
        int compute = Math.clamp(Integer.parseInt(parts.group(1)), 1, 7);
        long memory = Math.min(Integer.parseInt(parts.group(2)) * 1024L, gpu.memoryMib());
        long slice = Math.max(1, gpu.memoryMib() / MEMORY_SLICES);
        int byMemory = Math.clamp(Math.round((double) memory / slice), 1, MEMORY_SLICES);
        return new MigSlice(compute, Math.max(byMemory, width(compute)), memory);
    }

    private static int width(int compute) {
        return switch (compute) {
            case 1 -> 1;
            case 2 -> 2;
            case 3, 4 -> 4;
            default -> MEMORY_SLICES;
        };
    }

    /** Thousandths of the device, by compute. */
    int milli() {
        return compute * 1000 / 7;
    }

    /** Whether all slices held of a device can be on it together. */
    public static boolean layoutExists(Gpu gpu, List<GpuGrant> grants) {
        return layoutExists(
                grants.stream().map(grant -> MigSlice.of(grant.migProfile(), gpu)).toList());
    }

    /** Whether all of them can be on one device together. */
    static boolean layoutExists(List<MigSlice> slices) {
        return slices.stream().mapToInt(MigSlice::compute).sum() <= 7 && place(slices, 0, 0);
    }

    private static boolean place(List<MigSlice> slices, int next, int used) {
        if (next == slices.size()) {
            return true;
        }
        MigSlice slice = slices.get(next);
        int mask = (1 << slice.width) - 1;
        for (int start = 0; start + slice.width <= MEMORY_SLICES; start += slice.width) {
            boolean last = slice.width == 1 && start == MEMORY_SLICES - 1;
            boolean allowed = !last && (slice.compute != 4 || start == 0);
            if (allowed
                    && (used & mask << start) == 0
                    && place(slices, next + 1, used | mask << start)) {
                return true;
            }
        }
        return false;
    }
}
