package dev.clawgateway.protocol.api.node;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a node answered that was to run a command.
 *
 * @param payload any JSON; null for nothing
 * @param error why it could not; null where it could
 */
public record ApiInvoked(
        NodeId node,
        String command,
        boolean ok,
        @Nullable JsonNode payload,
        @Nullable String error) {
    public static final Kind<ApiInvoked> KIND =
            Kinds.object(
                    m ->
                            new ApiInvoked(
                                    m.required("node_id", ClawKinds.NODE_ID),
                                    m.required("command", Kinds.TEXT),
                                    m.required("ok", Kinds.FLAG),
                                    m.optional("payload", Kinds.JSON),
                                    m.optional("error", Kinds.TEXT)),
                    (answer, out) ->
                            out.required("node_id", ClawKinds.NODE_ID, answer.node)
                                    .required("command", Kinds.TEXT, answer.command)
                                    .required("ok", Kinds.FLAG, answer.ok)
                                    .nullable("payload", Kinds.JSON, answer.payload)
                                    .nullable("error", Kinds.TEXT, answer.error));
}
