package dev.clawgateway.protocol.claw.parts;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Words;
import java.util.Map;

/** The kinds of value that claw messages of both halves have, beside those of all JSON. */
public final class ClawKinds {
    public static final Kind<NodeId> NODE_ID =
            Kinds.kind(
                    value -> new NodeId(value.uuid()), (id, out) -> out.writeString(id.toString()));
    public static final Kind<WorkloadId> WORKLOAD_ID =
            Kinds.kind(
                    value -> new WorkloadId(value.uuid()),
                    (id, out) -> out.writeString(id.toString()));
    public static final Kind<WorkloadState> WORKLOAD_STATE =
            new Words<>(WorkloadState.class, Map.of("pulling", WorkloadState.STARTING));
    public static final Kind<ConditionStatus> CONDITION_STATUS = new Words<>(ConditionStatus.class);
    public static final Kind<CompletionMode> COMPLETION_MODE = new Words<>(CompletionMode.class);
    public static final Kind<RestartPolicy.When> RESTART_WHEN =
            new Words<>(RestartPolicy.When.class);

    private ClawKinds() {}
}
