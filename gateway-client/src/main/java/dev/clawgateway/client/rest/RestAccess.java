package dev.clawgateway.client.rest;

import dev.clawgateway.client.rest.answer.SelfAnswers.AuditEntry;
import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestPages;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.protocol.access.CanAnswer;
import dev.clawgateway.protocol.access.CanRequest;
import dev.clawgateway.protocol.access.JoinRequest;
import dev.clawgateway.protocol.access.PermissionList;
import dev.clawgateway.protocol.access.ProviderList;
import dev.clawgateway.protocol.access.TokenAnswer;
import dev.clawgateway.protocol.access.TokenList;
import dev.clawgateway.protocol.access.TokenRequest;
import dev.clawgateway.protocol.access.WhoAnswer;
import org.jspecify.annotations.Nullable;

/** Who somebody is, what he may do, and tokens. */
public final class RestAccess {
    private final RestCalls calls;

    RestAccess(RestCalls calls) {
        this.calls = calls;
    }

    /** Where people can sign in; nobody is asked who he is. */
    public ProviderList providers() {
        return Answers.read(
                calls.ask(RestRequest.of(RestOperation.LIST_PROVIDERS)), ProviderList::read);
    }

    public WhoAnswer whoAmI() {
        return Answers.read(calls.ask(RestRequest.of(RestOperation.WHO_AM_I)), WhoAnswer::read);
    }

    public CanAnswer canI(CanRequest question) {
        return Answers.read(
                calls.ask(RestRequest.of(RestOperation.CAN_I).json(question.write())),
                CanAnswer::read);
    }

    /**
     * All that there is to do, and whether the caller may.
     *
     * @param virtualCluster where; null for anywhere
     */
    public PermissionList permissions(@Nullable String virtualCluster) {
        return Answers.read(
                calls.ask(
                        RestRequest.of(RestOperation.LIST_PERMISSIONS)
                                .with("virtual_cluster", virtualCluster)),
                PermissionList::read);
    }

    /** Makes a token; it is shown only here. */
    public TokenAnswer create(TokenRequest wanted) {
        return token(RestRequest.of(RestOperation.CREATE_TOKEN).json(wanted.write()));
    }

    /**
     * A page of the tokens that are known.
     *
     * @param after the {@code next} of the page before; null for the first
     */
    public TokenList tokens(@Nullable String after) {
        return Answers.read(
                calls.ask(RestRequest.of(RestOperation.LIST_TOKENS).with("after", after)),
                TokenList::read);
    }

    public TokenAnswer token(String id) {
        return token(RestRequest.of(RestOperation.GET_TOKEN, id));
    }

    /** Takes a token back; null where it was not made there, so that nothing is known of it. */
    public @Nullable TokenAnswer revoke(String id) {
        var answer = calls.ask(RestRequest.of(RestOperation.REVOKE_TOKEN, id));
        return answer.body().length == 0 ? null : Answers.read(answer, TokenAnswer::read);
    }

    /** Takes back all that somebody was given up to now. */
    public void revokeSubject(String subject) {
        var _ = calls.ask(RestRequest.of(RestOperation.REVOKE_SUBJECT, subject));
    }

    /** Has the gateway sign with another key from now on. */
    public void rotate() {
        var _ = calls.ask(RestRequest.of(RestOperation.ROTATE_KEYS));
    }

    /** Becomes a node, by the token to join by that is shown. */
    public TokenAnswer join(JoinRequest request) {
        return token(RestRequest.of(RestOperation.JOIN_NODE).json(request.write()));
    }

    /** The next credential of the node that asks. */
    public TokenAnswer renew() {
        return token(RestRequest.of(RestOperation.RENEW_CREDENTIAL));
    }

    /**
     * What was written down of changes, the newest first; asked for as it is needed.
     *
     * @param who only what was done by that name, or from that address; null for all
     * @param operation only operations whose name begins so, such as {@code nodes.}; null for all
     */
    public Iterable<AuditEntry> audit(@Nullable String who, @Nullable String operation) {
        return new RestPages<>(cursor ->
                Answers.page(
                        calls.ask(
                                RestRequest.of(RestOperation.READ_AUDIT)
                                        .with("who", who)
                                        .with("operation", operation)
                                        .with("cursor", cursor)),
                        AuditEntry.class));
    }

    private TokenAnswer token(RestRequest request) {
        return Answers.read(calls.ask(request), TokenAnswer::read);
    }
}
