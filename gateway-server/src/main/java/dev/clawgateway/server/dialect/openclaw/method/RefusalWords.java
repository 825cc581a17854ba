package dev.clawgateway.server.dialect.openclaw.method;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawCode;
import dev.clawgateway.protocol.openclaw.OpenClawError;

/** What operations refuse, in the words of this dialect. */
public final class RefusalWords {
    private RefusalWords() {}

    /**
     * The same refusal; its own code is in {@code details.code}.
     *
     * @param detail for the asker
     * @param protocol of the asker's session
     */
    public static OpenClawError of(ErrorCode code, String detail, int protocol) {
        OpenClawError error =
                new OpenClawError(word(code, protocol), detail)
                        .with(JsonTree.MAPPER.createObjectNode().put("code", code.name()));
        return code.retryHelps() ? error.retry() : error;
    }

    private static OpenClawCode word(ErrorCode code, int protocol) {
        return switch (code) {
            case NODE_NOT_FOUND,
                    WORKLOAD_NOT_FOUND,
                    NOT_FOUND,
                    INVALID_REQUEST,
                    GONE,
                    CONFLICT,
                    IDEMPOTENCY_MISMATCH,
                    PRECONDITION_FAILED,
                    PROTOCOL_VERSION_MISMATCH ->
                    OpenClawCode.INVALID_REQUEST;
            case PERMISSION_DENIED -> OpenClawCode.forbidden(protocol);
            case TOO_MANY_KEYS,
                    NO_CAPACITY,
                    INTERNAL,
                    MOLT_NOT_CONNECTED,
                    INVOKE_TIMED_OUT,
                    OVERLOADED,
                    STORE_FULL,
                    STORE_FAILED,
                    OUTCOME_UNKNOWN,
                    AUDIT_FAILED,
                    NO_LEADER ->
                    OpenClawCode.UNAVAILABLE;
        };
    }
}
