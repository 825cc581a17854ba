package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.WorkloadId;
import java.time.Instant;
import java.util.List;

/** A workload that waits for gates. */
public record GatedWorkloadInfo(
        WorkloadId workloadId,
        String image,
        List<String> pendingGates,
        Instant submittedAt,
        long waitingSecs) {
    public GatedWorkloadInfo {
        pendingGates = List.copyOf(pendingGates);
    }
}
