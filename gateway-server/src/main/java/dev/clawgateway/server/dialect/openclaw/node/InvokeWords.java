package dev.clawgateway.server.dialect.openclaw.node;

import dev.clawgateway.control.invocations.InvocationFailure;
import dev.clawgateway.control.invocations.InvocationResult;
import dev.clawgateway.control.invocations.Invoked;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came of an invoke, in the words of this dialect. Each failure says whether the node may have
 * run the command.
 */
final class InvokeWords {
    private static final int NEW = 4;

    private InvokeWords() {}

    /** The command may not be run on any node. */
    static OpenClawError notAllowed(String command, String platform, int protocol) {
        String text =
                protocol < NEW
                        ? "node command not allowed"
                        : "node command not allowed: \""
                                + command
                                + "\" is not in the allowlist for platform \""
                                + platform
                                + "\"";
        return refused(text, "command not allowlisted", command);
    }

    /** The node does not know the command. */
    static OpenClawError notDeclared(String command, boolean declaresNone, int protocol) {
        if (declaresNone) {
            return refused(
                    "node did not declare commands", "node did not declare commands", command);
        }
        String text =
                protocol < NEW
                        ? "node command not allowed"
                        : "node command not allowed: the node did not declare \"" + command + "\"";
        return refused(text, "command not declared by node", command);
    }

    private static OpenClawError refused(String text, String reason, String command) {
        return OpenClawError.invalid(text)
                .with(details(false).put("reason", reason).put("command", command));
    }

    /** The node has no session. */
    static OpenClawError notConnected() {
        return OpenClawError.unavailable("node not connected")
                .with(details(false).put("code", "NOT_CONNECTED"));
    }

    /** Nobody knows a node of that id, or not any more. */
    static OpenClawError notPaired() {
        return OpenClawError.unavailable("node pairing changed while invocation was active")
                .with(details(false).put("code", "PAIRING_CHANGED"))
                .retry();
    }

    /** Null where the node did it. */
    static @Nullable OpenClawError failure(Invoked invoked, String command, int protocol) {
        return switch (invoked) {
            case Invoked.Answered(InvocationResult result) when result.ok() -> null;
            case Invoked.Answered(InvocationResult result) ->
                    nodeError(
                            word(result.errorCode(), "ERROR"),
                            word(result.error(), "node invoke failed"),
                            true,
                            protocol);
            case Invoked.Failed(InvocationFailure failure) -> failed(failure, command, protocol);
        };
    }

    private static OpenClawError failed(InvocationFailure failure, String command, int protocol) {
        boolean sent = failure.dispatched();
        return switch (failure.cause()) {
            case NOT_CONNECTED -> notConnected();
            case TOO_MANY ->
                    OpenClawError.unavailable("The server is busy: too many invokes wait")
                            .with(details(sent))
                            .retry();
            case NOT_SENT ->
                    OpenClawError.unavailable("failed to send invoke to node").with(details(sent));
            case TIMED_OUT ->
                    OpenClawError.unavailable("node invoke timed out")
                            .with(withError(sent, "TIMEOUT", "node invoke timed out"));
            case DISCONNECTED ->
                    protocol < NEW
                            ? OpenClawError.unavailable(
                                            "Error: node disconnected (" + command + ")")
                                    .with(withError(sent, "DISCONNECTED", "node disconnected"))
                            : nodeError("DISCONNECTED", "node disconnected", sent, protocol);
            case OTHER_REQUEST ->
                    OpenClawError.invalid("idempotencyKey was used for another invoke")
                            .with(details(false));
        };
    }

    private static OpenClawError nodeError(
            String code, String message, boolean sent, int protocol) {
        return OpenClawError.unavailable(protocol < NEW ? message : code + ": " + message)
                .with(withError(sent, code, message));
    }

    private static ObjectNode withError(boolean sent, String code, String message) {
        ObjectNode details = details(sent);
        details.putObject("nodeError").put("code", code).put("message", message);
        return details;
    }

    private static ObjectNode details(boolean sent) {
        return JsonTree.MAPPER.createObjectNode().put("nodeCommandDispatched", sent);
    }

    private static String word(@Nullable String told, String otherwise) {
        return told == null || told.isBlank() ? otherwise : told;
    }

    /** What the node answered: both members are there, the one that it did not send as null. */
    static ObjectNode done(String nodeId, String command, InvocationResult result) {
        JsonNode payload = payload(result.payload());
        ObjectNode done =
                JsonTree.MAPPER
                        .createObjectNode()
                        .put("ok", true)
                        .put("nodeId", nodeId)
                        .put("command", command);
        done.set("payload", payload);
        boolean json = result.asText() && !payload.isString();
        return json
                ? done.put("payloadJSON", result.payload())
                : result.asText()
                        ? done.put("payloadJSON", payload.stringValue())
                        : done.putNull("payloadJSON");
    }

    private static JsonNode payload(@Nullable String json) {
        try {
            return json == null ? JsonNodeFactory.instance.nullNode() : JsonTree.parse(json);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("a node's answer was read once already", e);
        }
    }
}
