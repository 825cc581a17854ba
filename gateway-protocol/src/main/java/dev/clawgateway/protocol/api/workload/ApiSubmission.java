package dev.clawgateway.protocol.api.workload;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.claw.parts.SpecFormat;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something is to run.
 *
 * @param node the only one allowed; null for any
 * @param queue whether it waits when nothing fits now; otherwise it is refused then
 * @param key the caller's name for it, where many are submitted together; null for none
 */
public record ApiSubmission(
        WorkloadSpec spec, @Nullable NodeId node, boolean queue, @Nullable String key) {
    public byte[] write() {
        return JsonTree.write(out ->
                out.optional("key", Kinds.TEXT, key)
                        .required("spec", SpecFormat.SPEC, spec)
                        .optional("node_id", ClawKinds.NODE_ID, node)
                        .unless(true, "queue", Kinds.FLAG, queue));
    }

    /** Reads a request's body, or one line of many. */
    public static ApiSubmission read(JsonNode body) throws JsonFormatException {
        Members request = Value.root(body, "").members();
        return new ApiSubmission(
                request.required("spec", SpecFormat.SPARSE),
                request.optional("node_id", ClawKinds.NODE_ID),
                request.otherwise("queue", Kinds.FLAG, true),
                request.optional("key", Kinds.TEXT));
    }
}
