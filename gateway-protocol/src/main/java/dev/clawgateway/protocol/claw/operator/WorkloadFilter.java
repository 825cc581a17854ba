package dev.clawgateway.protocol.claw.operator;

import dev.clawgateway.core.WorkloadId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which workloads are wanted; all that is said must hold. Our extension.
 *
 * @param match this name, that name with a worker's number behind, or the start of an id
 * @param group workers of the parallel workload whose first worker has this id
 * @param labels marks they must bear
 * @param ended of those that have ended, at most so many, the newest; null for all
 */
public record WorkloadFilter(
        @Nullable String match,
        @Nullable WorkloadId group,
        Map<String, String> labels,
        @Nullable Long ended) {
    /** Every workload. */
    public static final WorkloadFilter ALL = new WorkloadFilter(null, null, Map.of(), null);

    public WorkloadFilter {
        labels = Map.copyOf(labels);
    }

    /** Those of a name, or whose id starts so. */
    public static WorkloadFilter matching(String text) {
        return new WorkloadFilter(text, null, Map.of(), null);
    }

    /** The workers of a parallel workload. */
    public static WorkloadFilter workersOf(WorkloadId group) {
        return new WorkloadFilter(null, group, Map.of(), null);
    }
}
