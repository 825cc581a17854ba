package dev.clawgateway.protocol.claw.node;

import dev.clawgateway.protocol.claw.node.NodeCommand.InvokeRequest;
import dev.clawgateway.protocol.claw.node.NodeMessage.InvokeResult;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The untagged frames of the invoke bridge (section 6) as JSON; camelCase, unlike the rest. */
public final class InvokeFormat {
    private static final String RESULT = "node.invoke.result";
    private static final String REQUEST = "node.invoke.request";

    private static final Kind<InvokeError> ERROR =
            Kinds.object(InvokeFormat::readError, InvokeFormat::writeError);

    private InvokeFormat() {}

    /** Told by its method alone, whatever its {@code type}. */
    public static boolean isResult(JsonNode message) {
        return hasText(message, "method", RESULT);
    }

    static boolean isRequest(JsonNode message) {
        return hasText(message, "event", REQUEST) && message.get("type") == null;
    }

    static InvokeResult readResult(JsonNode message) throws JsonFormatException {
        Members frame = new Members(Value.root(message, RESULT));
        Members m = frame.nested("params");
        Boolean ok = m.optional("ok", Kinds.FLAG);
        return new InvokeResult(
                frame.optional("id", Kinds.TEXT),
                m.required("id", Kinds.TEXT),
                m.optional("nodeId", Kinds.TEXT),
                ok != null && ok,
                payload(m),
                m.optional("error", ERROR));
    }

    /** JSON as it is, else JSON inside a text, of which two spellings are about. */
    private static @Nullable JsonNode payload(Members m) throws JsonFormatException {
        JsonNode payload = m.optional("payload", Kinds.JSON);
        if (payload != null) {
            return payload;
        }
        String name = m.either("payloadJSON", "payloadJson");
        String text = m.optional(name, Kinds.TEXT);
        if (text == null) {
            return null;
        }
        try {
            JsonNode parsed = JsonTree.parse(text);
            return parsed.isNull() ? null : parsed;
        } catch (JsonFormatException e) {
            throw m.member(name).problem("must contain JSON: " + e.getMessage());
        }
    }

    static void write(InvokeResult result, MemberWriter out) {
        out.required("type", Kinds.TEXT, "req")
                .optional("id", Kinds.TEXT, result.frameId())
                .required("method", Kinds.TEXT, RESULT)
                .nested(
                        "params",
                        params ->
                                params.required("id", Kinds.TEXT, result.id())
                                        .optional("nodeId", Kinds.TEXT, result.nodeId())
                                        .required("ok", Kinds.FLAG, result.ok())
                                        .optional("payload", Kinds.JSON, result.payload())
                                        .optional("error", ERROR, result.error()));
    }

    static InvokeRequest readRequest(JsonNode message) throws JsonFormatException {
        Members m = new Members(Value.root(message, REQUEST)).nested("payload");
        return new InvokeRequest(
                m.required("id", Kinds.TEXT),
                m.required("nodeId", Kinds.TEXT),
                m.required("command", Kinds.TEXT),
                m.optional("paramsJSON", Kinds.TEXT),
                m.optional("timeoutMs", Kinds.U64));
    }

    static void write(InvokeRequest request, MemberWriter out) {
        out.required("event", Kinds.TEXT, REQUEST)
                .nested(
                        "payload",
                        payload ->
                                payload.required("id", Kinds.TEXT, request.id())
                                        .required("nodeId", Kinds.TEXT, request.nodeId())
                                        .required("command", Kinds.TEXT, request.command())
                                        .nullable("paramsJSON", Kinds.TEXT, request.paramsJson())
                                        .nullable("timeoutMs", Kinds.U64, request.timeoutMs()));
    }

    private static InvokeError readError(Members m) throws JsonFormatException {
        return new InvokeError(m.optional("code", Kinds.TEXT), m.optional("message", Kinds.TEXT));
    }

    private static void writeError(InvokeError error, MemberWriter out) {
        out.optional("code", Kinds.TEXT, error.code())
                .optional("message", Kinds.TEXT, error.message());
    }

    private static boolean hasText(JsonNode message, String member, String text) {
        JsonNode value = message.get(member);
        return value != null && value.isString() && value.stringValue().equals(text);
    }
}
