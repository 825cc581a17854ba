package dev.clawgateway.server.dialect.access;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import java.util.function.Function;

/** Answers in the form of this family of paths. */
final class AccessReplies {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final ErrorForm errors;

    AccessReplies(ErrorForm errors) {
        this.errors = errors;
    }

    <T> Reply<T> to(Exchange exchange, Function<T, RouteAnswer> given) {
        return answer ->
                exchange.answer(
                        switch (answer) {
                            case Answer.Given<T>(T value) -> given.apply(value);
                            case Answer.Refused<T>(ErrorCode code, String detail) ->
                                    errors.error(status(code), detail, exchange.path());
                        });
    }

    /** The same to whoever shows a token to have it exchanged, and is let in by nothing else. */
    <T> Reply<T> toHolder(Exchange exchange, Function<T, RouteAnswer> given) {
        return answer ->
                exchange.answer(
                        switch (answer) {
                            case Answer.Given<T>(T value) -> given.apply(value);
                            case Answer.Refused<T>(ErrorCode code, String detail)
                                    when code == ErrorCode.PERMISSION_DENIED ->
                                    errors.error(UNAUTHORIZED, detail, exchange.path())
                                            .with(
                                                    "WWW-Authenticate",
                                                    "Bearer realm=\"claw-gateway\"");
                            case Answer.Refused<T>(ErrorCode code, String detail)
                                    when code == ErrorCode.OVERLOADED ->
                                    errors.error(TOO_MANY, detail, exchange.path())
                                            .with("Retry-After", "5");
                            case Answer.Refused<T>(ErrorCode code, String detail) ->
                                    errors.error(status(code), detail, exchange.path());
                        });
    }

    void bad(Exchange exchange, String detail) {
        exchange.answer(errors.error(BAD_REQUEST, detail, exchange.path()));
    }

    void switchedOff(Exchange exchange) {
        exchange.answer(
                errors.error(
                        CONFLICT,
                        "this gateway asks nobody who they are, and makes no tokens: switch"
                                + " auth.enabled on",
                        exchange.path()));
    }

    RouteAnswer unknown(Exchange exchange, String id) {
        return errors.error(NOT_FOUND, "no token with id " + id, exchange.path());
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
