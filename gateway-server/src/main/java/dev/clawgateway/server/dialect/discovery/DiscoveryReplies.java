package dev.clawgateway.server.dialect.discovery;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer;
import dev.clawgateway.protocol.discovery.DiscoveryCodec;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings an operation's answer back to the one who asked. */
final class DiscoveryReplies {
    private static final Logger LOG = LoggerFactory.getLogger(DiscoveryReplies.class);
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final ErrorForm errors;
    private final Executor slow;

    /**
     * Replies of one family.
     *
     * @param slow writes what may be long
     */
    DiscoveryReplies(ErrorForm errors, Executor slow) {
        this.errors = errors;
        this.slow = slow;
    }

    /** A reply that is written on another thread than the one that tells it. */
    <T> Reply<T> later(Exchange exchange, Function<T, DiscoveryAnswer> translation) {
        return answer -> slow.execute(() -> write(exchange, answer, translation));
    }

    /** A reply that is short, and written where it is told. */
    <T> Reply<T> now(Exchange exchange, Function<T, DiscoveryAnswer> translation) {
        return answer -> write(exchange, answer, translation);
    }

    private <T> void write(
            Exchange exchange, Answer<T> answer, Function<T, DiscoveryAnswer> translation) {
        RouteAnswer response;
        try {
            response =
                    switch (answer) {
                        case Answer.Given<T>(T value) ->
                                RouteAnswer.json(
                                        OK, DiscoveryCodec.write(translation.apply(value)));
                        case Answer.Refused<T>(ErrorCode code, String detail) ->
                                refusal(exchange, code, detail);
                    };
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("path", exchange.path()).setCause(e).log("no answer came");
            response =
                    error(exchange, INTERNAL_ERROR, "internal error; the gateway's log says more");
        }
        exchange.answer(response);
    }

    private RouteAnswer refusal(Exchange exchange, ErrorCode code, String detail) {
        return switch (code) {
            case INVALID_REQUEST -> error(exchange, BAD_REQUEST, "Invalid data: " + detail);
            case PERMISSION_DENIED -> error(exchange, FORBIDDEN, detail);
            case INTERNAL -> error(exchange, INTERNAL_ERROR, detail);
            default -> error(exchange, UNAVAILABLE, detail).with("Retry-After", "1");
        };
    }

    /** Tells that the request itself is wrong. */
    void badRequest(Exchange exchange, String error) {
        exchange.answer(error(exchange, BAD_REQUEST, error));
    }

    private RouteAnswer error(Exchange exchange, int status, String detail) {
        return errors.error(status, detail, exchange.path());
    }
}
