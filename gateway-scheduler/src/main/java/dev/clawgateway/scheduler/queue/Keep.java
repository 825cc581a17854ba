package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.fleet.ledger.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of one node, and how much of it nobody who leaves holds yet. A device is either cut
 * into slices or it is not: while it is to change from one to the other, all of its slots that the
 * leaving do not cover are kept, so that nobody new stands in the way.
 */
final class Keep {
    private static final int ALL_SLOTS = 0xff;

    /** What is kept of one device, or what the leaving hold of it. */
    private static final class Part {
        private int milli;
        private long memoryMib;
        private int slots;
        private boolean uncut;

        private void add(GpuGrant grant, int itsSlots) {
            milli += grant.milli();
            memoryMib += grant.memoryMib();
            slots |= itsSlots;
            uncut |= itsSlots == 0;
        }
    }

    private final List<Site> kept = new ArrayList<>();

    void add(Site site) {
        kept.add(site);
    }

    /** The rest: what is kept without what these still hold. */
    Site without(Collection<Occupant> leaving, Fleet fleet) {
        List<Site> held =
                leaving.stream().map(running -> fleet.ledger().site(running.holding)).toList();
        Map<Integer, Part> heldParts = parts(held);
        List<GpuGrant> grants = new ArrayList<>();
        List<Integer> slots = new ArrayList<>();
        parts(kept)
                .forEach((index, part) -> {
                    Part its = heldParts.getOrDefault(index, new Part());
                    GpuGrant grant =
                            new GpuGrant(
                                    index,
                                    Math.max(0, part.milli - its.milli),
                                    Math.max(0, part.memoryMib - its.memoryMib),
                                    null);
                    int left = slots(part, its);
                    if (grant.milli() > 0 || grant.memoryMib() > 0 || left != 0) {
                        grants.add(grant);
                        slots.add(left);
                    }
                });
        long cpu = cpuMillis(kept) - cpuMillis(held);
        long memory = memoryMib(kept) - memoryMib(held);
        var node = kept.getFirst().allocation().node();
        return new Site(
                new Allocation(node, grants, Math.max(0, cpu), Math.max(0, memory), 0), slots);
    }

    /** As how many workloads the rest counts, while so many that leave still count themselves. */
    int workloadsBeside(int leaving) {
        return Math.clamp(kept.size() - leaving, 0, DeviceHolder.MAX_WORKLOADS);
    }

    static boolean isNothing(Site site) {
        Allocation allocation = site.allocation();
        return allocation.gpus().isEmpty()
                && allocation.cpuMillis() == 0
                && allocation.memoryMib() == 0;
    }

    private static int slots(Part kept, Part held) {
        boolean changes = (kept.uncut && held.slots != 0) || (kept.slots != 0 && held.uncut);
        return (changes ? ALL_SLOTS : kept.slots) & ~held.slots;
    }

    private static Map<Integer, Part> parts(List<Site> sites) {
        Map<Integer, Part> parts = new TreeMap<>();
        for (Site site : sites) {
            List<GpuGrant> grants = site.allocation().gpus();
            for (int i = 0; i < grants.size(); i++) {
                GpuGrant grant = grants.get(i);
                parts.computeIfAbsent(grant.index(), _ -> new Part())
                        .add(grant, site.slots().get(i));
            }
        }
        return parts;
    }

    private static long cpuMillis(List<Site> sites) {
        return sites.stream().mapToLong(site -> site.allocation().cpuMillis()).sum();
    }

    private static long memoryMib(List<Site> sites) {
        return sites.stream().mapToLong(site -> site.allocation().memoryMib()).sum();
    }
}
