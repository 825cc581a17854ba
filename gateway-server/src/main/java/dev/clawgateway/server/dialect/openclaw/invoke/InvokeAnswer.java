package dev.clawgateway.server.dialect.openclaw.invoke;

import dev.clawgateway.control.invocations.InvocationResult;
import dev.clawgateway.core.Excerpt;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a node made of a command, or why no answer came.
 *
 * @param payload null for none
 * @param asText whether the node sent it as a text that holds JSON
 * @param code of the error; null for none
 * @param error in the node's words; null for none
 */
public record InvokeAnswer(
        boolean ok,
        @Nullable JsonNode payload,
        boolean asText,
        @Nullable String code,
        @Nullable String error) {
    private static final int MOST_ERROR = 1024;

    /** The node was heard again after the time for its answer, which did not come. */
    public static final InvokeAnswer UNANSWERED =
            new InvokeAnswer(false, null, false, "TIMEOUT", "the node gave no answer");

    /** The node was not asked. */
    static final InvokeAnswer NOT_SENT =
            new InvokeAnswer(false, null, false, "NOT_SENT", "the node could not be asked");

    /**
     * Of the params of {@code node.invoke.result}. What nodes are seen to send amiss is taken: null
     * for what is absent, and a payload under the other one's name.
     */
    public static InvokeAnswer read(ObjectNode params) throws JsonFormatException {
        JsonNode text = present(params.get("payloadJSON"));
        JsonNode plain = present(params.get("payload"));
        JsonNode payload =
                plain != null ? plain : text != null && text.isString() ? parsed(text) : text;
        JsonNode error = present(params.get("error"));
        return new InvokeAnswer(
                Value.root(params, "").member("ok").flag(),
                payload,
                plain == null && text != null && text.isString(),
                word(error, "code"),
                word(error, "message"));
    }

    /** A text that holds no JSON stands for itself. */
    private static JsonNode parsed(JsonNode text) {
        try {
            return JsonTree.parse(text.stringValue());
        } catch (JsonFormatException _) {
            return text;
        }
    }

    private static @Nullable JsonNode present(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node;
    }

    private static @Nullable String word(@Nullable JsonNode error, String name) {
        JsonNode word = error == null ? null : error.get(name);
        return word == null || !word.isString() ? null : Excerpt.of(word.stringValue(), MOST_ERROR);
    }

    /** For whoever asked the gateway. */
    InvocationResult result() {
        return new InvocationResult(
                ok, payload == null ? null : payload.toString(), error, code, asText);
    }

    /** What went wrong, for people. */
    public String trouble() {
        return error != null ? error : code != null ? code : "the node does not say why";
    }
}
