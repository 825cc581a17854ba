package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.Map;

/**
 * What one workload holds.
 *
 * @param slices by GPU index, the memory slices its MIG slice covers, as a mask
 */
record Holding(
        WorkloadId workload,
        WorkloadSpec spec,
        Allocation allocation,
        Map<Integer, Integer> slices) {
    long gpuMillis() {
        return allocation.gpus().stream().mapToLong(grant -> grant.milli()).sum();
    }

    /** What it counts against quota. */
    Quota amount() {
        return new Quota(gpuMillis(), allocation.cpuMillis(), allocation.memoryMib());
    }
}
