package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What makes two requests alike for the queue: when one cannot start, neither can the other. Labels
 * count only where rules about neighbours may see them.
 */
record CohortKey(
        int gpuCount,
        long memoryMib,
        long cpuMillis,
        Map<String, String> labels,
        SchedulingRequirements scheduling,
        int members,
        int minMembers,
        @Nullable NodeId target,
        Map<String, String> clusterLabels) {
    static CohortKey of(PendingWorkload pending) {
        WorkloadSpec spec = pending.spec();
        boolean alone = spec.scheduling().neighbours().equals(NeighbourRequirements.NONE);
        return new CohortKey(
                spec.gpuCount(),
                spec.memoryMib(),
                spec.cpuMillis(),
                alone ? Map.of() : spec.labels(),
                spec.scheduling(),
                pending.members().size(),
                pending.minMembers(),
                pending.target(),
                pending.clusterLabels());
    }
}
