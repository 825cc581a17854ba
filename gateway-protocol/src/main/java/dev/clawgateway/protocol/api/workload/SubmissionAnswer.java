package dev.clawgateway.protocol.api.workload;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A submission was taken.
 *
 * @param id for a parallel workload that of its first worker
 * @param state {@code starting} where it was placed at once, else {@code pending}
 * @param node where it was placed; null where it waits
 * @param reason why it waits; null where it does not
 */
public record SubmissionAnswer(
        WorkloadId id,
        WorkloadState state,
        @Nullable NodeId node,
        List<String> pendingGates,
        @Nullable String reason) {
    public static final Kind<SubmissionAnswer> KIND =
            Kinds.object(SubmissionAnswer::of, SubmissionAnswer::members);

    public SubmissionAnswer {
        pendingGates = List.copyOf(pendingGates);
    }

    public byte[] write() {
        return JsonTree.write(out -> members(this, out));
    }

    public static SubmissionAnswer read(byte[] body) throws JsonFormatException {
        return of(Value.root(JsonTree.parse(body), "submission").members());
    }

    /** Its members, among others. */
    void into(MemberWriter out) {
        members(this, out);
    }

    private static void members(SubmissionAnswer answer, MemberWriter out) {
        out.required("workload_id", ClawKinds.WORKLOAD_ID, answer.id)
                .required("state", ClawKinds.WORKLOAD_STATE, answer.state)
                .optional("node_id", ClawKinds.NODE_ID, answer.node)
                .unlessEmpty("pending_gates", Kinds.TEXTS, answer.pendingGates)
                .optional("reason", Kinds.TEXT, answer.reason);
    }

    private static SubmissionAnswer of(Members m) throws JsonFormatException {
        return new SubmissionAnswer(
                m.required("workload_id", ClawKinds.WORKLOAD_ID),
                m.required("state", ClawKinds.WORKLOAD_STATE),
                m.optional("node_id", ClawKinds.NODE_ID),
                m.listOrEmpty("pending_gates", Kinds.TEXTS),
                m.optional("reason", Kinds.TEXT));
    }
}
