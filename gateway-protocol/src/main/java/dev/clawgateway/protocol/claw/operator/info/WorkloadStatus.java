package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changing part of a workload.
 *
 * @param exitCode null until its process ended, or when the node does not say
 */
public record WorkloadStatus(
        WorkloadState state,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Integer exitCode,
        List<Integer> gpuIds) {
    public WorkloadStatus {
        gpuIds = List.copyOf(gpuIds);
    }
}
