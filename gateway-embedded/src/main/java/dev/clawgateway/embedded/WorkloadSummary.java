package dev.clawgateway.embedded;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workload as it was at one moment.
 *
 * @param name its submitter's; null for none
 * @param node where it is or was; null before it was placed
 * @param nodeName of that; null where it is forgotten
 * @param gpus indexes that it holds, or held last
 * @param reason why it waits, or is as it is; null when there is nothing to say
 * @param startedAt when its current attempt was first heard to run; null before
 * @param finishedAt null before its end
 * @param exitCode null before its end, and where it had none
 * @param attempt number of the current attempt, from 1; 0 before the first
 */
public record WorkloadSummary(
        WorkloadId id,
        @Nullable String name,
        WorkloadSpec spec,
        WorkloadState state,
        @Nullable NodeId node,
        @Nullable String nodeName,
        List<Integer> gpus,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Integer exitCode,
        int attempt) {
    public WorkloadSummary {
        gpus = List.copyOf(gpus);
    }

    /** Whether it has ended, for good. */
    public boolean ended() {
        return state.isFinal();
    }
}
