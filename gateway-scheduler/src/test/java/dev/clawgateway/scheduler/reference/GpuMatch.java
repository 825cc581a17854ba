package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.GpuGrant;
import dev.clawgateway.core.GpuRequirement;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one level of a GPU requirement finds on one node.
 *
 * @param grants the devices it would take; null when it is not met
 * @param reason why it is not met; null when it is
 * @param free qualifying devices that could take a part now
 */
record GpuMatch(@Nullable List<GpuGrant> grants, @Nullable RefusalReason reason, int free) {
    static GpuMatch of(GpuRequirement wanted, SchedulableNode node, Ledger ledger) {
        if (wanted.count() == 0) {
            return new GpuMatch(List.of(), null, 0);
        }
        List<Gpu> accepted = node.capacity().gpus().stream().filter(wanted::accepts).toList();
        if (accepted.isEmpty()) {
            return new GpuMatch(null, RefusalReason.GPU_MODEL, 0);
        }
        List<Gpu> capable = accepted.stream().filter(gpu -> fits(wanted, gpu, List.of())).toList();
        if (capable.size() < wanted.count()) {
            return new GpuMatch(null, RefusalReason.GPU_CAPACITY, 0);
        }
        if (wanted.linked() && linked(capable, wanted.count()) == null) {
            return new GpuMatch(null, RefusalReason.GPU_TOPOLOGY, 0);
        }
        return now(wanted, node, ledger, capable);
    }

    private static GpuMatch now(
            GpuRequirement wanted, SchedulableNode node, Ledger ledger, List<Gpu> capable) {
        List<Gpu> free =
                capable.stream()
                        .filter(gpu -> fits(wanted, gpu, ledger.grants(node, gpu)))
                        .sorted(Comparator.comparingLong(gpu -> ledger.freeMilli(node, gpu)))
                        .toList();
        if (free.size() < wanted.count()) {
            return new GpuMatch(null, RefusalReason.GPU_BUSY, free.size());
        }
        List<Gpu> chosen =
                wanted.linked() ? linked(free, wanted.count()) : free.subList(0, wanted.count());
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

    /** Whether a device with these grants can take one more for this requirement. */
    private static boolean fits(GpuRequirement wanted, Gpu gpu, List<GpuGrant> held) {
        boolean sliced = held.stream().anyMatch(grant -> grant.migProfile() != null);
        String profile = wanted.migProfile();
        if (profile != null) {
            List<MigSlice> slices = new ArrayList<>();
            held.stream().map(GpuGrant::migProfile).forEach(p -> slices.add(MigSlice.of(p, gpu)));
            slices.add(MigSlice.of(profile, gpu));
            return (sliced || held.isEmpty()) && MigSlice.layoutExists(slices);
        }
        if (wanted.share() == null) {
            return held.isEmpty();
        }
        GpuGrant grant = grant(wanted, gpu);
        long milli = held.stream().mapToLong(GpuGrant::milli).sum();
        long memory = held.stream().mapToLong(GpuGrant::memoryMib).sum();
        return !sliced
                && milli + grant.milli() <= 1000
                && memory + grant.memoryMib() <= gpu.memoryMib();
    }

    private static GpuGrant grant(GpuRequirement wanted, Gpu gpu) {
        String profile = wanted.migProfile();
        if (profile != null) {
            MigSlice slice = MigSlice.of(profile, gpu);
            return new GpuGrant(gpu.index(), slice.milli(), slice.memoryMib(), profile);
        }
        var share = wanted.share();
        if (share == null) {
            return new GpuGrant(gpu.index(), 1000, gpu.memoryMib(), null);
        }
        long memory =
                share.memoryMib() > 0 ? share.memoryMib() : gpu.memoryMib() * share.milli() / 1000;
        return new GpuGrant(gpu.index(), share.milli(), memory, null);
    }

    /** The first {@code count} devices, in order, of which each is linked to each; null if none. */
    private static @Nullable List<Gpu> linked(List<Gpu> gpus, int count) {
        return extend(List.of(), gpus, count);
    }

    private static @Nullable List<Gpu> extend(List<Gpu> chosen, List<Gpu> rest, int count) {
        if (chosen.size() == count) {
            return chosen;
        }
        for (int i = 0; i < rest.size(); i++) {
            Gpu next = rest.get(i);
            if (chosen.stream().allMatch(gpu -> linked(gpu, next))) {
                List<Gpu> longer = new ArrayList<>(chosen);
                longer.add(next);
                List<Gpu> found = extend(longer, rest.subList(i + 1, rest.size()), count);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean linked(Gpu one, Gpu other) {
        return one.links().contains(other.index()) || other.links().contains(one.index());
    }
}
