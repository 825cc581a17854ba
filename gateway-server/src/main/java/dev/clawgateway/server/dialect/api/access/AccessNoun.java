package dev.clawgateway.server.dialect.access;

import dev.clawgateway.control.access.Grant;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.access.CallerOperations;
import dev.clawgateway.control.operations.access.ExchangeOperations;
import dev.clawgateway.control.operations.access.KeyOperations;
import dev.clawgateway.control.operations.access.TokenOperations;
import dev.clawgateway.core.Caller;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.Handler;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.access.ProviderAnswer;
import dev.clawgateway.protocol.access.ProviderList;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.http.Callers;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The dialect as a guest: who somebody is, what he may do, and tokens.
 *
 * <p>Whoever joins or renews shows what is to be exchanged, and is not asked for anything else.
 */
public final class AccessDialect implements Guest {
    private static final String ROOT = "/api/v1/access/";
    private static final int MAX_BODY = 64 << 10;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final Callers callers;
    private final Family api;
    private final AccessReplies replies;
    private final CallerRequests self;
    private final @Nullable Issuing issuing;
    private final Supplier<@Nullable ProviderAnswer> provider;

    /** What a gateway does that signs tokens. */
    public record Issuing(
            TokenOperations tokens, ExchangeOperations exchanges, KeyOperations keys) {}

    /**
     * The dialect.
     *
     * @param issuing null where nobody is asked who he is
     * @param provider where people can sign in now; null for nowhere
     */
    public AccessDialect(
            Callers callers,
            CallerOperations self,
            @Nullable Issuing issuing,
            Supplier<@Nullable ProviderAnswer> provider,
            Family api) {
        this.callers = callers;
        this.api = api;
        this.issuing = issuing;
        this.provider = provider;
        replies = new AccessReplies(api.errors());
        this.self = new CallerRequests(self, replies, issuing != null);
    }

    @Override
    public String name() {
        return "access";
    }

    @Override
    public List<Route> routes() {
        return List.of(
                open("providers", this::providers),
                granted("GET", "whoami", Operation.WHO_AM_I, self::whoAmI),
                known("POST", "can-i", Operation.CAN_I, self::canI),
                known("GET", "can-i", Operation.CAN_I, self::whatCanI),
                made("POST", "tokens", Operation.MINT_TOKEN, TokenRequests::mint),
                asked("GET", "tokens", Operation.LIST_TOKENS, TokenRequests::list),
                asked("GET", "tokens/{id}", Operation.GET_TOKEN, TokenRequests::get),
                asked("DELETE", "tokens/{id}", Operation.REVOKE_TOKEN, TokenRequests::revoke),
                asked(
                        "POST",
                        "subjects/{subject}/revoke",
                        Operation.REVOKE_TOKEN,
                        TokenRequests::revokeSubject),
                known("POST", "rotate", Operation.ROTATE_KEYS, this::rotate),
                exchanged("join", Operation.JOIN_NODE, ExchangeRequests::join),
                exchanged("renew", Operation.RENEW_CREDENTIAL, ExchangeRequests::renew));
    }

    /** Asked by whoever wants to come in, and so by anybody: nothing that is secret is in it. */
    private Route open(String path, Handler handler) {
        return Route.get(ROOT + path, name() + "." + path, api, handler);
    }

    private void providers(Exchange exchange) {
        ProviderAnswer now = provider.get();
        ProviderList providers = new ProviderList(now == null ? List.of() : List.of(now));
        exchange.answer(RouteAnswer.json(OK, providers.write()));
    }

    private Route known(
            String method, String path, Operation operation, BiConsumer<Exchange, Caller> then) {
        return granted(
                method, path, operation, (exchange, caller, _) -> then.accept(exchange, caller));
    }

    private Route granted(String method, String path, Operation operation, OfGranted then) {
        return route(
                method,
                path,
                operation,
                exchange ->
                        callers.identifyGranted(
                                exchange,
                                Callers.Claim.somebody(name()),
                                api.errors(),
                                (caller, own) -> then.serve(exchange, caller, own)));
    }

    private Route made(String method, String path, Operation operation, OfTokens then) {
        TokenRequests requests =
                issuing == null ? null : new TokenRequests(issuing.tokens(), replies);
        return granted(
                method,
                path,
                operation,
                (exchange, caller, own) -> {
                    if (requests == null) {
                        replies.switchedOff(exchange);
                    } else {
                        then.serve(requests, exchange, caller, own);
                    }
                });
    }

    private Route asked(String method, String path, Operation operation, OfCallers then) {
        return made(
                method,
                path,
                operation,
                (requests, exchange, caller, _) -> then.serve(requests, exchange, caller));
    }

    private Route exchanged(String path, Operation operation, OfHolders then) {
        ExchangeRequests requests =
                issuing == null ? null : new ExchangeRequests(issuing.exchanges(), replies);
        return route(
                "POST",
                path,
                operation,
                exchange -> {
                    if (requests == null) {
                        replies.switchedOff(exchange);
                    } else {
                        then.serve(requests, exchange);
                    }
                });
    }

    private Route route(String method, String path, Operation operation, Handler handler) {
        return new Route(method, ROOT + path, operation.text(), api, MAX_BODY, handler);
    }

    private void rotate(Exchange exchange, Caller caller) {
        if (issuing == null) {
            replies.switchedOff(exchange);
        } else {
            issuing.keys().rotate(caller, replies.to(exchange, _ -> RouteAnswer.empty(NO_CONTENT)));
        }
    }

    private interface OfGranted {
        void serve(Exchange exchange, Caller caller, Grant own);
    }

    private interface OfTokens {
        void serve(TokenRequests requests, Exchange exchange, Caller caller, Grant own);
    }

    private interface OfCallers {
        void serve(TokenRequests requests, Exchange exchange, Caller caller);
    }

    private interface OfHolders {
        void serve(ExchangeRequests requests, Exchange exchange);
    }
}
