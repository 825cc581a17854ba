package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.GpuRequirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one level of a GPU requirement finds on one node.
 *
 * @param grants the devices it would take; null when it is not met
 * @param reason why it is not met; null when it is
 * @param free qualifying devices that could take a part now
 */
public record GpuMatch(@Nullable List<GpuGrant> grants, @Nullable RefusalReason reason, int free) {
    static GpuMatch of(
            GpuRequirement wanted, SchedulableNode node, Ledger ledger, boolean emptiest) {
        if (wanted.count() == 0) {
            return new GpuMatch(List.of(), null, 0);
        }
        List<Gpu> accepted = node.capacity().gpus().stream().filter(wanted::accepts).toList();
        if (accepted.isEmpty()) {
            return new GpuMatch(null, RefusalReason.GPU_MODEL, 0);
        } else if (accepted.stream().noneMatch(gpu -> laidOut(wanted, gpu))) {
            return new GpuMatch(null, RefusalReason.MIG_LAYOUT, 0);
        }
        List<Gpu> all = node.capacity().gpus();
        List<Gpu> obtainable =
                switch (node.capacity().devices()) {
                    case EXACT -> accepted;
                    case COUNTED -> all;
                    case FIRST_N -> all.stream().limit(wanted.count()).toList();
                };
        if (node.capacity().devices() != DeviceChoice.EXACT
                && (!whole(wanted) || !accepted.containsAll(obtainable))) {
            return new GpuMatch(null, RefusalReason.OWN_CHOICE, 0);
        }
        List<Gpu> capable =
                obtainable.stream().filter(gpu -> fits(wanted, gpu, List.of(), 0)).toList();
        if (capable.size() < wanted.count()) {
            return new GpuMatch(null, RefusalReason.GPU_CAPACITY, 0);
        }
        if (clique(wanted) && linked(capable, wanted.count()) == null) {
            return new GpuMatch(null, RefusalReason.GPU_TOPOLOGY, 0);
        }
        List<Gpu> free =
                capable.stream().filter(gpu -> fitsNow(wanted, node, gpu, ledger)).toList();
        if (node.capacity().devices() == DeviceChoice.FIRST_N && ledger.holdsAny(node)) {
            return new GpuMatch(null, RefusalReason.GPU_BUSY, 0);
        } else if (free.size() < wanted.count()) {
            return new GpuMatch(null, RefusalReason.GPU_BUSY, free.size());
        }
        return chosen(wanted, free, fullestFirst(node, ledger, emptiest));
    }

    /** What a level takes, in thousandths of GPUs; of slices nothing is known here. */
    static long gpuMillis(GpuRequirement wanted) {
        var share = wanted.share();
        return wanted.migProfile() == null
                ? wanted.count() * (share == null ? 1000L : share.milli())
                : 0;
    }

    /** Linked GPUs as they leave the largest linked set; else parts of the fullest, or emptiest. */
    private static GpuMatch chosen(GpuRequirement wanted, List<Gpu> free, Comparator<Gpu> order) {
        List<Gpu> chosen =
                clique(wanted)
                        ? linked(free, wanted.count())
                        : free.stream().sorted(order).limit(wanted.count()).toList();
        if (chosen == null) {
            return new GpuMatch(null, RefusalReason.GPU_BUSY, free.size());
        }
        List<GpuGrant> grants =
                chosen.stream()
                        .map(gpu -> grant(wanted, gpu))
                        .sorted(Comparator.comparingInt(GpuGrant::index))
                        .toList();
        return new GpuMatch(grants, null, free.size());
    }

    private static Comparator<Gpu> fullestFirst(
            SchedulableNode node, Ledger ledger, boolean emptiest) {
        Comparator<Gpu> fullest = Comparator.comparingLong(gpu -> ledger.freeMilli(node, gpu));
        return emptiest ? fullest.reversed() : fullest;
    }

    private static boolean clique(GpuRequirement wanted) {
        return wanted.linked() && wanted.count() > 1;
    }

    /** Whether a device can take one more for this requirement beside what is held of it. */
    static boolean fitsNow(GpuRequirement wanted, SchedulableNode node, Gpu gpu, Ledger ledger) {
        return fits(wanted, gpu, ledger.grants(node, gpu), ledger.slices(node, gpu));
    }

    private static boolean laidOut(GpuRequirement wanted, Gpu gpu) {
        return wanted.migProfile() == null || MigSlice.of(wanted.migProfile(), gpu) != null;
    }

    private static boolean fits(GpuRequirement wanted, Gpu gpu, List<GpuGrant> held, int slices) {
        boolean sliced = held.stream().anyMatch(grant -> grant.migProfile() != null);
        if (wanted.migProfile() != null) {
            MigSlice slice = MigSlice.of(wanted.migProfile(), gpu);
            return slice != null
                    && (sliced || held.isEmpty())
                    && slice.place(slices) != 0
                    && slice.shares(slices(gpu, held));
        }
        if (whole(wanted)) {
            return held.isEmpty() && memoryFits(wanted, gpu);
        }
        GpuGrant grant = grant(wanted, gpu);
        long milli = held.stream().mapToLong(GpuGrant::milli).sum();
        long memory = held.stream().mapToLong(GpuGrant::memoryMib).sum();
        return !sliced
                && milli + grant.milli() <= 1000
                && memory + grant.memoryMib() <= gpu.memoryMib();
    }

    private static List<MigSlice> slices(Gpu gpu, List<GpuGrant> held) {
        return held.stream()
                .map(grant -> MigSlice.of(grant.migProfile(), gpu))
                .filter(Objects::nonNull)
                .toList();
    }

    /** A share of the whole is the whole; the memory it names must be there. */
    static boolean whole(GpuRequirement wanted) {
        var share = wanted.share();
        return wanted.migProfile() == null && (share == null || share.milli() == 1000);
    }

    private static boolean memoryFits(GpuRequirement wanted, Gpu gpu) {
        var share = wanted.share();
        return share == null || share.memoryMib() <= gpu.memoryMib();
    }

    /** What a level takes of a device that it found. */
    public static GpuGrant grant(GpuRequirement wanted, Gpu gpu) {
        String profile = wanted.migProfile();
        if (profile != null) {
            MigSlice slice = Objects.requireNonNull(MigSlice.of(profile, gpu));
            return new GpuGrant(gpu.index(), slice.milli(), slice.memoryMib(), profile);
        }
        var share = wanted.share();
        if (share == null || share.milli() == 1000) {
            return new GpuGrant(gpu.index(), 1000, gpu.memoryMib(), null);
        }
        long memory =
                share.memoryMib() > 0 ? share.memoryMib() : gpu.memoryMib() * share.milli() / 1000;
        return new GpuGrant(gpu.index(), share.milli(), memory, null);
    }

    /**
     * Of all sets of {@code count} devices that are linked each with each, the first of those that
     * leave the largest linked set; null if there is none.
     */
    private static @Nullable List<Gpu> linked(List<Gpu> gpus, int count) {
        List<List<Gpu>> sets = new ArrayList<>();
        extend(List.of(), gpus, count, sets);
        List<Gpu> best = null;
        int most = -1;
        for (List<Gpu> set : sets) {
            int left = largest(gpus.stream().filter(gpu -> !set.contains(gpu)).toList());
            if (left > most) {
                best = set;
                most = left;
            }
        }
        return best;
    }

    private static int largest(List<Gpu> gpus) {
        for (int size = gpus.size(); size > 0; size--) {
            List<List<Gpu>> sets = new ArrayList<>();
            extend(List.of(), gpus, size, sets);
            if (!sets.isEmpty()) {
                return size;
            }
        }
        return 0;
    }

    private static void extend(List<Gpu> chosen, List<Gpu> rest, int count, List<List<Gpu>> found) {
        if (chosen.size() == count) {
            found.add(chosen);
            return;
        }
        for (int i = 0; i < rest.size(); i++) {
            Gpu next = rest.get(i);
            if (chosen.stream().allMatch(gpu -> linked(gpu, next))) {
                List<Gpu> longer = new ArrayList<>(chosen);
                longer.add(next);
                extend(longer, rest.subList(i + 1, rest.size()), count, found);
            }
        }
    }

    private static boolean linked(Gpu one, Gpu other) {
        return one.links().contains(other.index()) || other.links().contains(one.index());
    }
}
