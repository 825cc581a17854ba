package dev.clawgateway.server.dialect.membership;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.membership.MembershipAnswer;
import dev.clawgateway.protocol.membership.MembershipJson;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what an operation came to back to the one who asked. */
final class MembershipReplies {
    private static final Logger LOG = LoggerFactory.getLogger(MembershipReplies.class);
    private static final int OK = 200;

    private final Executor slow;
    private final RequestRate rate;

    /**
     * Replies that are counted.
     *
     * @param slow writes answers: those who tell of outcomes have to go on
     */
    MembershipReplies(Executor slow, RequestRate rate) {
        this.slow = slow;
        this.rate = rate;
    }

    <T> Reply<T> to(Exchange exchange, Function<T, MembershipAnswer> translation) {
        return answer -> slow.execute(() -> write(exchange, answer, translation));
    }

    private <T> void write(
            Exchange exchange, Answer<T> answer, Function<T, MembershipAnswer> translation) {
        RouteAnswer response;
        try {
            response =
                    switch (answer) {
                        case Answer.Given<T>(T value) ->
                                RouteAnswer.json(
                                        OK, MembershipJson.write(translation.apply(value)));
                        case Answer.Refused<T>(ErrorCode code, String detail) ->
                                MembershipErrors.refusal(code, detail);
                    };
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("path", exchange.path()).setCause(e).log("no answer came");
            response =
                    MembershipErrors.refusal(
                            ErrorCode.INTERNAL, "internal error; the gateway's log says more");
        }
        answer(exchange, response);
    }

    /** The request itself is wrong. */
    void badRequest(Exchange exchange, IllegalArgumentException problem) {
        answer(
                exchange,
                MembershipErrors.refusal(
                        ErrorCode.INVALID_REQUEST, String.valueOf(problem.getMessage())));
    }

    void answer(Exchange exchange, RouteAnswer response) {
        rate.answered(response.status());
        exchange.answer(response);
    }
}
