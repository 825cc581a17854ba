package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.scheduler.fleet.Fleet;
import org.jspecify.annotations.Nullable;

/** How much a request takes, by what it says: before it is known where it will be. */
public final class Needs {
    private Needs() {}

    /** An elastic gang makes others stop only for the members it must have. */
    public static PendingWorkload mustStart(PendingWorkload pending) {
        return new PendingWorkload(
                pending.members().subList(0, pending.minMembers()),
                pending.minMembers(),
                pending.spec(),
                pending.submittedAt(),
                pending.target());
    }

    /** What the first choice of all members counts against quota. */
    public static Quota first(PendingWorkload pending, Cohort cohort, Fleet fleet) {
        var spec = pending.spec();
        long members = pending.members().size();
        return new Quota(
                members * cohort.shape.neededGpuMillis(fleet.inventory().classes()),
                members * spec.cpuMillis(),
                members * spec.memoryMib());
    }

    /** What the members that must start count at this level; of slices nothing is known here. */
    static Quota least(PendingWorkload pending, GpuRequirement level) {
        long members = pending.minMembers();
        return new Quota(
                members * gpuMillis(level),
                members * pending.spec().cpuMillis(),
                members * pending.spec().memoryMib());
    }

    /** What the least of all alternatives takes; slices are not counted. */
    public static long leastGpuMillis(GpuRequirement first) {
        long least = Long.MAX_VALUE;
        for (@Nullable GpuRequirement level = first; level != null; level = level.fallback()) {
            least = Math.min(least, gpuMillis(level));
        }
        return least;
    }

    /** What one of them takes; slices are not counted. */
    static long gpuMillis(GpuRequirement level) {
        var share = level.share();
        long milli = share == null ? 1000 : share.milli();
        return level.migProfile() == null ? level.count() * milli : 0;
    }
}
