package dev.clawgateway.protocol.access;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may do something is asked.
 *
 * @param operation as permissions name it, such as {@code workloads.stop}
 * @param virtualCluster where; null for anywhere
 */
public record CanRequest(String operation, @Nullable String virtualCluster) {
    public byte[] write() {
        return JsonTree.write(out ->
                out.required("operation", Kinds.TEXT, operation)
                        .optional("virtual_cluster", Kinds.TEXT, virtualCluster));
    }

    /** Reads a request's body. */
    public static CanRequest read(byte[] body) throws JsonFormatException {
        Members request = Value.root(JsonTree.parse(body), "can-i").members();
        return new CanRequest(
                request.required("operation", Kinds.TEXT),
                request.optional("virtual_cluster", Kinds.TEXT));
    }
}
