package dev.clawgateway.server.dialect.access;

import dev.clawgateway.control.operations.access.ExchangeOperations;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.access.JoinRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.http.ShownTokens;

/** What nodes do with tokens, and whoever is to become one. */
final class ExchangeRequests {
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final ExchangeOperations operations;
    private final AccessReplies replies;

    ExchangeRequests(ExchangeOperations operations, AccessReplies replies) {
        this.operations = operations;
        this.replies = replies;
    }

    void join(Exchange exchange) {
        JoinRequest asked;
        try {
            asked = JoinRequest.read(exchange.body());
        } catch (JsonFormatException wrong) {
            replies.bad(exchange, String.valueOf(wrong.getMessage()));
            return;
        }
        operations.join(
                exchange.peer(),
                ShownTokens.of(exchange.header("Authorization")),
                asked.agentKey(),
                asked.name(),
                replies.toHolder(
                        exchange, made -> RouteAnswer.json(CREATED, TokenWords.of(made).write())));
    }

    /** A body there may be, but nobody looks at it: the token says who it is. */
    void renew(Exchange exchange) {
        operations.renew(
                exchange.peer(),
                ShownTokens.of(exchange.header("Authorization")),
                replies.toHolder(
                        exchange, made -> RouteAnswer.json(OK, TokenWords.of(made).write())));
    }
}
