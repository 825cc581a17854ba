package dev.clawgateway.protocol.openclaw;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Value;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why something failed. Clients search the texts, so the fixed wordings are here and nowhere else.
 *
 * @param message one sentence; never the text of an exception
 * @param details what a program may go by; null for none. Not to be changed any more
 * @param retryable whether the same may succeed later; null where nothing is said of it
 * @param retryAfterMs when it is worth asking again, in milliseconds; null for nothing said
 */
public record OpenClawError(
        OpenClawCode code,
        String message,
        @Nullable ObjectNode details,
        @Nullable Boolean retryable,
        @Nullable Long retryAfterMs) {
    private static final Kind<OpenClawCode> CODE =
            Kinds.kind(OpenClawError::code, (code, out) -> out.writeString(code.name()));

    private static final Kind<ObjectNode> DETAILS =
            Kinds.kind(
                    value -> {
                        if (value.json() instanceof ObjectNode object) {
                            return object;
                        }
                        throw value.mustBe("an object");
                    },
                    (details, out) -> JsonTree.MAPPER.writeTree(out, details));

    private static final Kind<Long> MILLIS = Kinds.wide(0, Long.MAX_VALUE);

    /** As frames carry it. */
    public static final Kind<OpenClawError> KIND =
            Kinds.object(
                    in ->
                            new OpenClawError(
                                    in.required("code", CODE),
                                    in.required("message", Kinds.TEXT),
                                    in.optional("details", DETAILS),
                                    in.optional("retryable", Kinds.FLAG),
                                    in.optional("retryAfterMs", MILLIS)),
                    (error, out) ->
                            out.required("code", CODE, error.code)
                                    .required("message", Kinds.TEXT, error.message)
                                    .optional("details", DETAILS, error.details)
                                    .optional("retryable", Kinds.FLAG, error.retryable)
                                    .optional("retryAfterMs", MILLIS, error.retryAfterMs));

    /** Nothing but a code and a sentence. */
    public OpenClawError(OpenClawCode code, String message) {
        this(code, message, null, null, null);
    }

    /** The request is at fault. */
    public static OpenClawError invalid(String message) {
        return new OpenClawError(OpenClawCode.INVALID_REQUEST, message);
    }

    /** It cannot be done now. */
    public static OpenClawError unavailable(String message) {
        return new OpenClawError(OpenClawCode.UNAVAILABLE, message);
    }

    /** Nobody serves a method of that name. */
    public static OpenClawError unknownMethod(String name) {
        return invalid("unknown method: " + name);
    }

    /**
     * What a method was given does not fit.
     *
     * @param reasons joined by {@code "; "} where there are several
     */
    public static OpenClawError params(String method, String reasons) {
        return invalid("invalid " + method + " params: " + reasons);
    }

    /** Sessions of that role may not ask this. */
    public static OpenClawError role(ClientRole role) {
        return invalid("unauthorized role: " + role.text());
    }

    /**
     * The session was not granted what the method needs.
     *
     * @param protocol of the session: newer clients know a code of its own for this
     */
    public static OpenClawError scope(String scope, int protocol) {
        ObjectNode details = JsonTree.MAPPER.createObjectNode();
        details.put("code", "MISSING_SCOPE").put("missingScope", scope);
        List.of(scope).forEach(details.putArray("requiredScopes")::add);
        return new OpenClawError(
                OpenClawCode.forbidden(protocol), "missing scope: " + scope, details, null, null);
    }

    /** The same, with what a program may go by. */
    public OpenClawError with(ObjectNode said) {
        return new OpenClawError(code, message, said, retryable, retryAfterMs);
    }

    /** The same, worth another try after a time. */
    public OpenClawError retry(Duration after) {
        return new OpenClawError(code, message, details, true, after.toMillis());
    }

    /** The same, worth another try at once or later. */
    public OpenClawError retry() {
        return new OpenClawError(code, message, details, true, retryAfterMs);
    }

    private static OpenClawCode code(Value value) throws JsonFormatException {
        String text = value.text();
        for (OpenClawCode code : OpenClawCode.values()) {
            if (code.name().equals(text)) {
                return code;
            }
        }
        throw value.mustBe("a code of an error");
    }
}
