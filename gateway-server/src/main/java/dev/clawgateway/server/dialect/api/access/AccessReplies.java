package dev.clawgateway.server.dialect.api.access;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.server.dialect.api.ApiCall;
import java.util.function.Function;

/** Answers to those who ask about credentials, or have some exchanged. */
final class AccessReplies {
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;

    private AccessReplies() {}

    /** To whoever shows a token to have it exchanged, and is let in by nothing else. */
    static <T> Reply<T> toHolder(ApiCall call, Function<T, RouteAnswer> given) {
        Reply<T> others = call.reply(given);
        return answer -> {
            if (answer instanceof Answer.Refused<T>(ErrorCode code, String detail)
                    && code == ErrorCode.PERMISSION_DENIED) {
                call.answer(
                        call.problem(UNAUTHORIZED, "unauthorized", detail)
                                .with("WWW-Authenticate", "Bearer realm=\"claw-gateway\""));
            } else if (answer instanceof Answer.Refused<T>(ErrorCode code, String detail)
                    && code == ErrorCode.OVERLOADED) {
                call.answer(
                        call.problem(TOO_MANY, "too_many_requests", detail)
                                .with("Retry-After", "5"));
            } else {
                others.answer(answer);
            }
        };
    }

    static void switchedOff(ApiCall call) {
        call.refuse(
                CONFLICT,
                "conflict",
                "this gateway asks nobody who they are, and makes no tokens: switch auth.enabled"
                        + " on");
    }

    static RouteAnswer unknown(ApiCall call, String id) {
        return call.problem(NOT_FOUND, "not_found", "no token with id " + id);
    }
}
