package dev.clawgateway.server.dialect.access;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.server.http.ApiReplies;
import java.util.function.Function;

/** Answers to those who ask about credentials, or have some exchanged. */
final class AccessReplies {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;

    private final ErrorForm errors;
    private final ApiReplies replies;

    AccessReplies(ErrorForm errors) {
        this.errors = errors;
        replies = new ApiReplies(errors);
    }

    <T> Reply<T> to(Exchange exchange, Function<T, RouteAnswer> given) {
        return replies.to(exchange, given);
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
                                    replies.refusal(exchange, code, detail);
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
}
