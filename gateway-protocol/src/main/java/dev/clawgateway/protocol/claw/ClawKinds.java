package dev.clawgateway.protocol.claw;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.Map;

/** The kinds of value that claw messages of both halves have, beside those of all JSON. */
final class ClawKinds {
    static final Kind<NodeId> NODE_ID =
            Kinds.kind(
                    value -> new NodeId(value.uuid()), (id, out) -> out.writeString(id.toString()));
    static final Kind<WorkloadId> WORKLOAD_ID =
            Kinds.kind(
                    value -> new WorkloadId(value.uuid()),
                    (id, out) -> out.writeString(id.toString()));
    static final Kind<WorkloadState> WORKLOAD_STATE =
            new Words<>(WorkloadState.class, Map.of("pulling", WorkloadState.STARTING));
    static final Kind<ConditionStatus> CONDITION_STATUS = new Words<>(ConditionStatus.class);
    static final Kind<CompletionMode> COMPLETION_MODE = new Words<>(CompletionMode.class);

    private ClawKinds() {}
}
