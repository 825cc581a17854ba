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
    private static final int CONFLICT = 409;
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
        return errors.error(status(code), detail, exchange.path());
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST -> BAD_REQUEST;
            case PERMISSION_DENIED -> FORBIDDEN;
            case CONFLICT -> CONFLICT;
            case OVERLOADED, NO_LEADER, STORE_FULL, STORE_FAILED -> UNAVAILABLE;
            default -> INTERNAL_ERROR;
        };
    }
}
