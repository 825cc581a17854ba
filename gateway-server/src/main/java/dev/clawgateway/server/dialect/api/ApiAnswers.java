package dev.clawgateway.server.dialect.api;

import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import java.util.Map;
import java.util.concurrent.Executor;

/** Answers one request: what was read gets a tag, and is left out or compressed where it may be. */
final class ApiAnswers {
    private static final int OK = 200;
    private static final int LEAST_COMPRESSED = 1400;

    private final Exchange exchange;
    private final Executor slow;
    private final Map<String, String> headers;

    /**
     * Of one request.
     *
     * @param headers that its answers bear
     */
    ApiAnswers(Exchange exchange, Executor slow, Map<String, String> headers) {
        this.exchange = exchange;
        this.slow = slow;
        this.headers = headers;
    }

    void answer(RouteAnswer given) {
        RouteAnswer answer = given.with(headers);
        boolean read = exchange.method().equals("GET") || exchange.method().equals("HEAD");
        if (!read || answer.status() != OK) {
            exchange.answer(answer);
        } else if (answer.body().remaining() < LEAST_COMPRESSED) {
            exchange.answer(EntityTags.conditional(answer, exchange.header("If-None-Match")));
        } else {
            slow.execute(() -> exchange.answer(large(answer)));
        }
    }

    private RouteAnswer large(RouteAnswer answer) {
        RouteAnswer whole = EntityTags.conditional(answer, exchange.header("If-None-Match"));
        boolean wanted = Gzip.accepted(exchange.header("Accept-Encoding"));
        RouteAnswer varying = whole.with("Vary", "Accept-Encoding");
        return whole.status() == OK && wanted ? Gzip.compressed(varying) : varying;
    }
}
