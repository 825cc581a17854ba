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
 * @param exitCode of one that has ended meanwhile; null for none
 */
public record RunningAttempt(
        WorkloadId workload,
        int attempt,
        WorkloadState state,
        @Nullable WorkloadSpec spec,
        @Nullable List<GpuGrant> devices,
        @Nullable Integer exitCode) {
    public RunningAttempt {
        devices = devices == null ? null : List.copyOf(devices);
    }

    /** One that has not ended, or of which nobody says how. */
    public RunningAttempt(
            WorkloadId workload,
            int attempt,
            WorkloadState state,
            @Nullable WorkloadSpec spec,
            @Nullable List<GpuGrant> devices) {
        this(workload, attempt, state, spec, devices, null);
    }

    /** Of a node that says no more of it. */
    public RunningAttempt(WorkloadId workload, int attempt, WorkloadState state) {
        this(workload, attempt, state, null, null, null);
    }

    /** One that has ended while nobody could be told. */
    public static RunningAttempt ended(
            WorkloadId workload, int attempt, WorkloadState how, @Nullable Integer exitCode) {
        return new RunningAttempt(workload, attempt, how, null, null, exitCode);
    }
}
