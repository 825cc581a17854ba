package dev.clawgateway.client.api;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a workload stands with the scheduler; the answer to a submission that waits.
 *
 * @param pendingGates what holds it back
 * @param failureReason why the last placement failed
 */
public record SchedulingView(
        WorkloadId workload,
        WorkloadState state,
        List<String> pendingGates,
        @Nullable NodeId node,
        List<Integer> gpus,
        @Nullable Integer workerIndex,
        @Nullable String failureReason)
        implements Submitted {
    public SchedulingView {
        pendingGates = List.copyOf(pendingGates);
        gpus = List.copyOf(gpus);
    }
}
