package dev.clawgateway.client.operator;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workload of which a gateway tells next to nothing. */
public final class BareWorkload {
    private BareWorkload() {}

    /** On no node, made at the beginning of time. */
    public static WorkloadInfo info(
            WorkloadId id, WorkloadState state, String image, @Nullable String reason) {
        return new WorkloadInfo(
                id,
                WorkloadInfo.NO_NODE,
                state,
                image,
                Instant.EPOCH,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                reason,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                0,
                null,
                List.of());
    }
}
