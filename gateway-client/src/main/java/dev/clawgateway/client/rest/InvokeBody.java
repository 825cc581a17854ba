package dev.clawgateway.client.rest;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a node is asked to run a command. */
final class InvokeBody {
    private InvokeBody() {}

    static byte[] write(String command, @Nullable String params, Duration limit) {
        JsonNode tree;
        try {
            tree = params == null ? null : JsonTree.parse(params);
        } catch (JsonFormatException e) {
            throw new IllegalArgumentException("params: " + e.getMessage(), e);
        }
        return JsonTree.write(out ->
                out.required("command", Kinds.TEXT, command)
                        .optional("params", Kinds.JSON, tree)
                        .required("timeout_secs", Kinds.F32, limit.toMillis() / 1000.0f));
    }
}
