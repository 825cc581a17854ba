package dev.clawgateway.server.http;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import java.util.function.Function;

/** Answers of operations in the form of one family of paths. Safe from any thread. */
public final class ApiReplies {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int TOO_MANY = 429;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final ErrorForm errors;

    public ApiReplies(ErrorForm errors) {
        this.errors = errors;
    }

    /**
     * Answers a request.
     *
     * @param given makes of what is given what the client is told
     */
    public <T> Reply<T> to(Exchange exchange, Function<T, RouteAnswer> given) {
        return answer ->
                exchange.answer(
                        switch (answer) {
                            case Answer.Given<T>(T value) -> given.apply(value);
                            case Answer.Refused<T>(ErrorCode code, String detail) ->
                                    refusal(exchange, code, detail);
                        });
    }

    /** What a client is told that is refused. */
    public RouteAnswer refusal(Exchange exchange, ErrorCode code, String detail) {
        RouteAnswer answer = errors.error(status(code), word(code), detail, exchange.path());
        return code.retryHelps() && (status(code) == UNAVAILABLE || status(code) == TOO_MANY)
                ? answer.with("Retry-After", "1")
                : answer;
    }

    /** The status of a refusal. */
    public static int status(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST, PROTOCOL_VERSION_MISMATCH -> BAD_REQUEST;
            case PERMISSION_DENIED -> FORBIDDEN;
            case NODE_NOT_FOUND, WORKLOAD_NOT_FOUND, NOT_FOUND -> NOT_FOUND;
            case GONE -> GONE;
            case CONFLICT, NO_CAPACITY, MOLT_NOT_CONNECTED, IDEMPOTENCY_MISMATCH -> CONFLICT;
            case PRECONDITION_FAILED -> PRECONDITION_FAILED;
            case TOO_MANY_KEYS -> TOO_MANY;
            case OVERLOADED,
                    NO_LEADER,
                    STORE_FULL,
                    STORE_FAILED,
                    OUTCOME_UNKNOWN,
                    AUDIT_FAILED,
                    INVOKE_TIMED_OUT ->
                    UNAVAILABLE;
            case INTERNAL -> INTERNAL_ERROR;
        };
    }

    /** The stable word for a refusal. */
    public static String word(ErrorCode code) {
        return switch (code) {
            case IDEMPOTENCY_MISMATCH -> "idempotency_mismatch";
            case NO_CAPACITY -> "no_capacity";
            case OVERLOADED -> "overloaded";
            case NO_LEADER -> "no_leader";
            case STORE_FULL, STORE_FAILED -> "store_unavailable";
            case OUTCOME_UNKNOWN -> "outcome_unknown";
            default -> StatusWords.code(status(code));
        };
    }
}
