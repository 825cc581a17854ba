package dev.clawgateway.server.dialect.api.node;

import dev.clawgateway.control.invocations.Invocation;
import dev.clawgateway.control.invocations.InvocationResult;
import dev.clawgateway.control.operations.InvocationOperations;
import dev.clawgateway.control.operations.NodeOperations;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.api.node.ApiInvoked;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Having nodes run commands. */
public final class InvokeNoun implements ApiNoun {
    private static final double USUAL_SECS = 29.5;
    private static final double MILLIS = 1000;

    private final NodeOperations nodes;
    private final InvocationOperations invocations;

    public InvokeNoun(NodeOperations nodes, InvocationOperations invocations) {
        this.nodes = nodes;
        this.invocations = invocations;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of("invokeOnNode", call -> NodeNoun.named(nodes, call, id -> invoke(call, id)));
    }

    private void invoke(ApiCall call, NodeId id) {
        JsonNode body = call.body();
        String command = body.path("command").asString("");
        JsonNode params = body.get("params");
        double secs = body.path("timeout_secs").asDouble(USUAL_SECS);
        // Whoever leaves has it run all the same: it was sent.
        var _ =
                invocations.invoke(
                        call.caller(),
                        new Invocation(
                                id,
                                command,
                                params == null ? null : params.toString(),
                                Duration.ofMillis(Math.round(secs * MILLIS))),
                        call.replyJson(result -> words(id, command, result)));
    }

    private static byte[] words(NodeId id, String command, InvocationResult result) {
        return JsonTree.write(
                ApiInvoked.KIND,
                new ApiInvoked(
                        id, command, result.ok(), payload(result.payload()), result.error()));
    }

    private static @Nullable JsonNode payload(@Nullable String json) {
        try {
            return json == null ? null : JsonTree.parse(json);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("a node's answer was read once already", e);
        }
    }
}
