package dev.clawgateway.server.dialect.api.access;

import dev.clawgateway.control.operations.access.CallerOperations;
import dev.clawgateway.control.operations.access.ExchangeOperations;
import dev.clawgateway.control.operations.access.KeyOperations;
import dev.clawgateway.control.operations.access.TokenOperations;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.access.ProviderAnswer;
import dev.clawgateway.protocol.access.ProviderList;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is, what he may do, and tokens.
 *
 * <p>Whoever joins or renews shows what is to be exchanged, and is not asked for anything else.
 */
public final class AccessNoun implements ApiNoun {
    private static final int NO_CONTENT = 204;

    private final CallerRequests self;
    private final @Nullable Issuing issuing;
    private final Supplier<@Nullable ProviderAnswer> provider;

    /** What a gateway does that signs tokens. */
    public record Issuing(
            TokenOperations tokens, ExchangeOperations exchanges, KeyOperations keys) {}

    /**
     * What callers may ask.
     *
     * @param issuing null where nobody is asked who he is
     * @param provider where people can sign in now; null for nowhere
     */
    public AccessNoun(
            CallerOperations self,
            @Nullable Issuing issuing,
            Supplier<@Nullable ProviderAnswer> provider) {
        this.issuing = issuing;
        this.provider = provider;
        this.self = new CallerRequests(self, issuing != null);
    }

    @Override
    public String name() {
        return "access";
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        Map<String, ApiHandler> handlers = new HashMap<>();
        handlers.put("listProviders", this::providers);
        handlers.put("whoAmI", self::whoAmI);
        handlers.put("canI", self::canI);
        handlers.put("listPermissions", self::whatCanI);
        handlers.put("createToken", ofTokens(TokenRequests::mint));
        handlers.put("listTokens", ofTokens(TokenRequests::list));
        handlers.put("getToken", ofTokens(TokenRequests::get));
        handlers.put("revokeToken", ofTokens(TokenRequests::revoke));
        handlers.put("revokeSubject", ofTokens(TokenRequests::revokeSubject));
        handlers.put("rotateKeys", this::rotate);
        handlers.put("joinNode", ofHolders(ExchangeRequests::join));
        handlers.put("renewCredential", ofHolders(ExchangeRequests::renew));
        return handlers;
    }

    /** Asked by whoever wants to come in, and so by anybody: nothing that is secret is in it. */
    private void providers(ApiCall call) {
        ProviderAnswer now = provider.get();
        call.json(new ProviderList(now == null ? List.of() : List.of(now)).write());
    }

    private ApiHandler ofTokens(BiConsumer<TokenRequests, ApiCall> then) {
        if (issuing == null) {
            return AccessReplies::switchedOff;
        }
        TokenRequests requests = new TokenRequests(issuing.tokens());
        return call -> then.accept(requests, call);
    }

    private ApiHandler ofHolders(BiConsumer<ExchangeRequests, ApiCall> then) {
        if (issuing == null) {
            return AccessReplies::switchedOff;
        }
        ExchangeRequests requests = new ExchangeRequests(issuing.exchanges());
        return call -> then.accept(requests, call);
    }

    private void rotate(ApiCall call) {
        if (issuing == null) {
            AccessReplies.switchedOff(call);
        } else {
            issuing.keys().rotate(call.caller(), call.reply(_ -> RouteAnswer.empty(NO_CONTENT)));
        }
    }
}
