package dev.clawgateway.client.api;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which workloads are wanted; all that is said must hold, and null stands for all.
 *
 * @param match this name, that name with a worker's number behind, or the start of an id
 * @param group workers of the parallel workload whose first worker has this id
 * @param labels marks they must bear
 * @param ended of those that have ended, at most so many, the newest
 */
public record WorkloadQuery(
        @Nullable NodeId node,
        @Nullable WorkloadState state,
        @Nullable String match,
        @Nullable WorkloadId group,
        Map<String, String> labels,
        @Nullable Long ended) {
    /** Every workload. */
    public static final WorkloadQuery ALL =
            new WorkloadQuery(null, null, null, null, Map.of(), null);

    public WorkloadQuery {
        labels = Map.copyOf(labels);
    }

    /** Those of a name, or whose id starts so. */
    public static WorkloadQuery matching(String text) {
        return new WorkloadQuery(null, null, text, null, Map.of(), null);
    }

    /** The workers of a parallel workload. */
    public static WorkloadQuery workersOf(WorkloadId group) {
        return new WorkloadQuery(null, null, null, group, Map.of(), null);
    }

    /** Those in a state, on one node or on any. */
    public static WorkloadQuery in(WorkloadState state, @Nullable NodeId node) {
        return new WorkloadQuery(node, state, null, null, Map.of(), null);
    }
}
