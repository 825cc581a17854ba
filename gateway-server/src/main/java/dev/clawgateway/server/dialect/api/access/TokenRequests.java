package dev.clawgateway.server.dialect.access;

import dev.clawgateway.control.access.Grant;
import dev.clawgateway.control.operations.access.KnownToken;
import dev.clawgateway.control.operations.access.TakenBack;
import dev.clawgateway.control.operations.access.TokenOperations;
import dev.clawgateway.control.operations.access.TokenPage;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.access.TokenAnswer;
import dev.clawgateway.protocol.access.TokenList;
import dev.clawgateway.protocol.access.TokenRequest;
import dev.clawgateway.protocol.json.JsonFormatException;

/** What admins do with tokens. */
final class TokenRequests {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    private final TokenOperations operations;
    private final AccessReplies replies;

    TokenRequests(TokenOperations operations, AccessReplies replies) {
        this.operations = operations;
        this.replies = replies;
    }

    void mint(Exchange exchange, Caller caller, Grant own) {
        Holder holder;
        TokenRequest asked;
        try {
            asked = TokenRequest.read(exchange.body());
            holder = TokenWords.holder(asked);
        } catch (JsonFormatException | IllegalArgumentException wrong) {
            replies.bad(exchange, String.valueOf(wrong.getMessage()));
            return;
        }
        operations.mint(
                caller,
                own,
                holder,
                TokenWords.lifetime(asked),
                replies.to(
                        exchange, made -> RouteAnswer.json(CREATED, TokenWords.of(made).write())));
    }

    void list(Exchange exchange, Caller caller) {
        operations.list(
                caller,
                exchange.query("after"),
                replies.to(exchange, page -> RouteAnswer.json(OK, list(page).write())));
    }

    private static TokenList list(TokenPage page) {
        return new TokenList(page.tokens().stream().map(TokenWords::of).toList(), page.next());
    }

    void get(Exchange exchange, Caller caller) {
        String id = exchange.parameter("id");
        operations.get(
                caller,
                id,
                replies.to(
                        exchange,
                        known ->
                                known.map(TokenWords::of)
                                        .map(TokenAnswer::write)
                                        .map(body -> RouteAnswer.json(OK, body))
                                        .orElseGet(() -> replies.unknown(exchange, id))));
    }

    /** Of one that was not made here there is nothing to say. */
    void revoke(Exchange exchange, Caller caller) {
        String id = exchange.parameter("id");
        operations.revoke(
                caller,
                id,
                replies.to(
                        exchange,
                        taken ->
                                switch (taken) {
                                    case TakenBack.Known(KnownToken token) ->
                                            RouteAnswer.json(OK, TokenWords.of(token).write());
                                    case TakenBack.Foreign _ -> RouteAnswer.empty(NO_CONTENT);
                                    case TakenBack.Unseen _ -> replies.unknown(exchange, id);
                                }));
    }

    void revokeSubject(Exchange exchange, Caller caller) {
        operations.revokeSubject(
                caller,
                exchange.parameter("subject"),
                replies.to(exchange, _ -> RouteAnswer.empty(NO_CONTENT)));
    }
}
