package dev.clawgateway.server.dialect.api.access;

import dev.clawgateway.control.operations.access.ExchangeOperations;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.access.JoinRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.http.ShownTokens;

/** What nodes do with tokens, and whoever is to become one. */
final class ExchangeRequests {
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final ExchangeOperations operations;

    ExchangeRequests(ExchangeOperations operations) {
        this.operations = operations;
    }

    void join(ApiCall call) {
        JoinRequest asked;
        try {
            asked = JoinRequest.read(call.body());
        } catch (JsonFormatException wrong) {
            call.invalid(wrong);
            return;
        }
        operations.join(
                call.exchange().peer(),
                ShownTokens.of(call.exchange().header("Authorization")),
                asked.agentKey(),
                asked.name(),
                AccessReplies.toHolder(
                        call, made -> RouteAnswer.json(CREATED, TokenWords.of(made).write())));
    }

    /** A body there may be, but nobody looks at it: the token says who it is. */
    void renew(ApiCall call) {
        operations.renew(
                call.exchange().peer(),
                ShownTokens.of(call.exchange().header("Authorization")),
                AccessReplies.toHolder(
                        call, made -> RouteAnswer.json(OK, TokenWords.of(made).write())));
    }
}
