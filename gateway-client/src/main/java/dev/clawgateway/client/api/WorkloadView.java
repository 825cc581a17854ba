package dev.clawgateway.client.api;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workload as operators see it.
 *
 * @param node null while it has none
 * @param nodeName null while it has no node, and when that is gone
 * @param run only where one workload was asked for
 * @param gpus indexes of the GPUs it holds or last held
 * @param attempt the current one
 * @param exitCode how its process ended
 * @param reason why it waits, is where it is, or ended, for people
 * @param name the submitter's name for it
 * @param group id of the first worker of the parallel workload it is a worker of
 * @param workerIndex its number among those, from 0
 * @param failures how many of its attempts have failed
 * @param spec what was asked for, without the values of environment variables; only where one
 *     workload was asked for
 * @param stopCause who wanted or wants its end, in the gateway's word; null when nobody did
 * @param nodeMessage the node's last word about it
 * @param restarts how many attempts its restart policy began
 * @param nextTry the end of the pause before its next attempt; null when there is none
 * @param unhealthyGpus those that it holds and that are reported unhealthy
 */
public record WorkloadView(
        WorkloadId id,
        WorkloadState state,
        String image,
        @Nullable NodeId node,
        @Nullable String nodeName,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Run run,
        List<Integer> gpus,
        @Nullable Integer attempt,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String name,
        @Nullable WorkloadId group,
        @Nullable Integer workerIndex,
        int failures,
        @Nullable WorkloadSpec spec,
        @Nullable String stopCause,
        @Nullable String nodeMessage,
        int restarts,
        @Nullable Instant nextTry,
        List<Integer> unhealthyGpus)
        implements GatewayAnswer {
    private static final String TIME_LIMIT = "time_limit";

    public WorkloadView {
        gpus = List.copyOf(gpus);
        unhealthyGpus = List.copyOf(unhealthyGpus);
    }

    /** True when it was ended for having run as long as its submitter allows. */
    public boolean endedAtTimeLimit() {
        return TIME_LIMIT.equals(stopCause);
    }

    /**
     * The changing part of a workload.
     *
     * @param exitCode null until its process ended, or when the node does not say
     */
    public record Run(
            WorkloadState state,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Integer exitCode,
            List<Integer> gpus) {
        public Run {
            gpus = List.copyOf(gpus);
        }
    }
}
