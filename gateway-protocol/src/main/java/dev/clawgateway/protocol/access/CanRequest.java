package dev.clawgateway.protocol.access;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether somebody may do something is asked.
 *
 * @param operation as permissions name it, such as {@code workloads.stop}
 * @param virtualCluster where; null for anywhere
 * @param node id of the one on which; null for any
 * @param workload id of the one with which; null for any
 */
public record CanRequest(
        String operation,
        @Nullable String virtualCluster,
        @Nullable String node,
        @Nullable String workload) {
    /** With no node or workload in particular. */
    public CanRequest(String operation, @Nullable String virtualCluster) {
        this(operation, virtualCluster, null, null);
    }

    public byte[] write() {
        return JsonTree.write(out ->
                out.required("operation", Kinds.TEXT, operation)
                        .optional("virtual_cluster", Kinds.TEXT, virtualCluster)
                        .optional("node", Kinds.TEXT, node)
                        .optional("workload", Kinds.TEXT, workload));
    }

    /** Reads a request's body. */
    public static CanRequest read(JsonNode body) throws JsonFormatException {
        Members request = Value.root(body, "can-i").members();
        return new CanRequest(
                request.required("operation", Kinds.TEXT),
                request.optional("virtual_cluster", Kinds.TEXT),
                request.optional("node", Kinds.TEXT),
                request.optional("workload", Kinds.TEXT));
    }
}
