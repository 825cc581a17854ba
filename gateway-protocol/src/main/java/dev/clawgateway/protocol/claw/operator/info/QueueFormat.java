package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.util.List;

/** The queue as JSON; all of it is our own. */
public final class QueueFormat {
    public static final Kind<List<WaitingInfo>> WAITING =
            Kinds.list(Kinds.object(QueueFormat::read, QueueFormat::write));

    private QueueFormat() {}

    private static WaitingInfo read(Members m) throws JsonFormatException {
        return new WaitingInfo(
                m.required("workload_id", ClawKinds.WORKLOAD_ID),
                m.optional("name", Kinds.TEXT),
                m.required("virtual_cluster", Kinds.TEXT),
                m.required("priority", Kinds.I32),
                m.required("members", Kinds.COUNT),
                m.required("position", Kinds.COUNT),
                m.required("submitted_at", Kinds.TIME),
                m.required("never_here", Kinds.FLAG),
                m.required("reason", Kinds.TEXT),
                m.optional("expected_start", Kinds.TIME));
    }

    private static void write(WaitingInfo waiting, MemberWriter out) {
        out.required("workload_id", ClawKinds.WORKLOAD_ID, waiting.workloadId())
                .optional("name", Kinds.TEXT, waiting.name())
                .required("virtual_cluster", Kinds.TEXT, waiting.virtualCluster())
                .required("priority", Kinds.I32, waiting.priority())
                .required("members", Kinds.COUNT, waiting.members())
                .required("position", Kinds.COUNT, waiting.position())
                .required("submitted_at", Kinds.TIME, waiting.submittedAt())
                .required("never_here", Kinds.FLAG, waiting.neverHere())
                .required("reason", Kinds.TEXT, waiting.reason())
                .optional("expected_start", Kinds.TIME, waiting.expectedStart());
    }
}
