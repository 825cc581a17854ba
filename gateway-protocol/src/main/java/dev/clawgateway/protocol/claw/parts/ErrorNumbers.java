package dev.clawgateway.protocol.claw.parts;

import dev.clawgateway.core.ErrorCode;
import java.util.Map;

/** The numbers that stand for refusals on the claw wire (section 4.6): a contract with clients. */
public final class ErrorNumbers {
    /** The first code of a number is what the number means to whoever reads it. */
    private static final Map<Long, ErrorCode> MEANINGS =
            Map.of(
                    1001L, ErrorCode.NODE_NOT_FOUND,
                    1002L, ErrorCode.WORKLOAD_NOT_FOUND,
                    1003L, ErrorCode.INVALID_REQUEST,
                    1004L, ErrorCode.NO_CAPACITY,
                    1005L, ErrorCode.PERMISSION_DENIED,
                    1006L, ErrorCode.INTERNAL,
                    1007L, ErrorCode.MOLT_NOT_CONNECTED,
                    1008L, ErrorCode.PROTOCOL_VERSION_MISMATCH,
                    1009L, ErrorCode.INVOKE_TIMED_OUT);

    private ErrorNumbers() {}

    /**
     * The number a refusal travels as. Ours that the wire does not have travel as an internal one.
     */
    public static int of(ErrorCode code) {
        return switch (code) {
            case NODE_NOT_FOUND -> 1001;
            case WORKLOAD_NOT_FOUND -> 1002;
            case INVALID_REQUEST,
                    NOT_FOUND,
                    GONE,
                    CONFLICT,
                    IDEMPOTENCY_MISMATCH,
                    PRECONDITION_FAILED ->
                    1003;
            case NO_CAPACITY -> 1004;
            case PERMISSION_DENIED -> 1005;
            case INTERNAL,
                    OVERLOADED,
                    TOO_MANY_KEYS,
                    STORE_FULL,
                    STORE_FAILED,
                    OUTCOME_UNKNOWN,
                    AUDIT_FAILED,
                    NO_LEADER ->
                    1006;
            case MOLT_NOT_CONNECTED -> 1007;
            case PROTOCOL_VERSION_MISMATCH -> 1008;
            case INVOKE_TIMED_OUT -> 1009;
        };
    }

    /** What a number means; one that is not known is taken for an internal error. */
    public static ErrorCode meaning(long number) {
        return MEANINGS.getOrDefault(number, ErrorCode.INTERNAL);
    }
}
