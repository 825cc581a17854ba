package dev.clawgateway.scheduler.quota;

import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import java.util.List;

/** Sums of what allocations hold, in the three resources that quotas count. */
public final class Amounts {
    private Amounts() {}

    public static Quota of(Allocation allocation) {
        long gpu = 0;
        List<GpuGrant> grants = allocation.gpus();
        for (int i = 0; i < grants.size(); i++) {
            gpu += grants.get(i).milli();
        }
        return new Quota(gpu, allocation.cpuMillis(), allocation.memoryMib());
    }

    public static Quota sum(Quota one, Quota other) {
        return new Quota(
                one.gpuMillis() + other.gpuMillis(),
                one.cpuMillis() + other.cpuMillis(),
                one.memoryMib() + other.memoryMib());
    }

    /** What is left of the first; may be negative. */
    public static Quota difference(Quota from, Quota less) {
        return new Quota(
                from.gpuMillis() - less.gpuMillis(),
                from.cpuMillis() - less.cpuMillis(),
                from.memoryMib() - less.memoryMib());
    }
}
