package dev.clawgateway.protocol.claw.node;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One workload that a registering node runs. Our extension.
 *
 * @param spec what it was told to run; null when it does not say
 * @param gpuIds the GPUs it uses; null when it does not say
 * @param gpuGrants given only where it uses parts of them
 */
public record RunningWorkload(
        WorkloadId workloadId,
        int attempt,
        WorkloadState state,
        @Nullable WorkloadSpec spec,
        @Nullable List<Integer> gpuIds,
        List<GpuGrant> gpuGrants) {
    public RunningWorkload {
        gpuIds = gpuIds == null ? null : List.copyOf(gpuIds);
        gpuGrants = List.copyOf(gpuGrants);
    }

    /** Of which the node says no more. */
    public RunningWorkload(WorkloadId workloadId, int attempt, WorkloadState state) {
        this(workloadId, attempt, state, null, null, List.of());
    }
}
