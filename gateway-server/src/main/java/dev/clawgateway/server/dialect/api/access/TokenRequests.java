package dev.clawgateway.server.dialect.api.access;

import dev.clawgateway.control.operations.access.KnownToken;
import dev.clawgateway.control.operations.access.TakenBack;
import dev.clawgateway.control.operations.access.TokenOperations;
import dev.clawgateway.control.operations.access.TokenPage;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.access.TokenAnswer;
import dev.clawgateway.protocol.access.TokenList;
import dev.clawgateway.protocol.access.TokenRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.dialect.api.ApiCall;

/** What admins do with tokens. */
final class TokenRequests {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    private final TokenOperations operations;

    TokenRequests(TokenOperations operations) {
        this.operations = operations;
    }

    void mint(ApiCall call) {
        Holder holder;
        TokenRequest asked;
        try {
            asked = TokenRequest.read(call.body());
            holder = TokenWords.holder(asked);
        } catch (JsonFormatException wrong) {
            call.invalid(wrong);
            return;
        } catch (IllegalArgumentException wrong) {
            call.invalid(String.valueOf(wrong.getMessage()));
            return;
        }
        operations.mint(
                call.caller(),
                call.grant(),
                holder,
                TokenWords.lifetime(asked),
                call.reply(made -> RouteAnswer.json(CREATED, TokenWords.of(made).write())));
    }

    void list(ApiCall call) {
        operations.list(
                call.caller(),
                call.arguments().text("after"),
                call.reply(page -> RouteAnswer.json(OK, list(page).write())));
    }

    private static TokenList list(TokenPage page) {
        return new TokenList(page.tokens().stream().map(TokenWords::of).toList(), page.next());
    }

    void get(ApiCall call) {
        String id = call.parameter("id");
        operations.get(
                call.caller(),
                id,
                call.reply(known ->
                        known.map(TokenWords::of)
                                .map(TokenAnswer::write)
                                .map(body -> RouteAnswer.json(OK, body))
                                .orElseGet(() -> AccessReplies.unknown(call, id))));
    }

    /** Of one that was not made here there is nothing to say. */
    void revoke(ApiCall call) {
        String id = call.parameter("id");
        operations.revoke(
                call.caller(),
                id,
                call.reply(taken ->
                        switch (taken) {
                            case TakenBack.Known(KnownToken token) ->
                                    RouteAnswer.json(OK, TokenWords.of(token).write());
                            case TakenBack.Foreign _ -> RouteAnswer.empty(NO_CONTENT);
                            case TakenBack.Unseen _ -> AccessReplies.unknown(call, id);
                        }));
    }

    void revokeSubject(ApiCall call) {
        operations.revokeSubject(
                call.caller(),
                call.parameter("subject"),
                call.reply(_ -> RouteAnswer.empty(NO_CONTENT)));
    }
}
