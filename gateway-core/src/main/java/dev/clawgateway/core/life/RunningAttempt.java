package dev.clawgateway.core.life;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that a registering node runs.
 *
 * @param spec what it was told to run; null when it does not say
 * @param devices what it uses of its GPUs; null when it does not say
 */
public record RunningAttempt(
        WorkloadId workload,
        int attempt,
        WorkloadState state,
        @Nullable WorkloadSpec spec,
        @Nullable List<GpuGrant> devices) {
    public RunningAttempt {
        devices = devices == null ? null : List.copyOf(devices);
    }

    /** Of a node that says no more of it. */
    public RunningAttempt(WorkloadId workload, int attempt, WorkloadState state) {
        this(workload, attempt, state, null, null);
    }
}
