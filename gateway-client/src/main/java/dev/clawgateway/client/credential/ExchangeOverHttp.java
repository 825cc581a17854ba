package dev.clawgateway.client.credential;

import dev.clawgateway.client.access.AccessClient;
import dev.clawgateway.client.access.AccessException;
import dev.clawgateway.client.access.TokenDetails;
import dev.clawgateway.client.access.WithJson;
import dev.clawgateway.client.http.HttpAddresses;
import java.time.Instant;

/** Exchanges tokens with a gateway. Belongs to one thread. */
public final class ExchangeOverHttp implements CredentialExchange {
    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;

    private final HttpAddresses gateway;

    /** With a gateway, and no token yet. */
    public ExchangeOverHttp(HttpAddresses gateway) {
        this.gateway = gateway;
    }

    private interface Call {
        WithJson<TokenDetails> on(AccessClient client) throws AccessException, InterruptedException;
    }

    @Override
    public IssuedToken join(String ticket, String agentKey, String name)
            throws ExchangeException, InterruptedException {
        return exchanged(ticket, client -> client.join(agentKey, name));
    }

    @Override
    public IssuedToken renew(String token) throws ExchangeException, InterruptedException {
        return exchanged(token, AccessClient::renew);
    }

    private IssuedToken exchanged(String shown, Call call)
            throws ExchangeException, InterruptedException {
        try (AccessClient client = new AccessClient(gateway.with(shown))) {
            TokenDetails made = call.on(client).value();
            String token = made.token();
            Instant issued = made.issued();
            if (token == null || issued == null) {
                throw new ExchangeException("the gateway's answer has no token", false);
            }
            return new IssuedToken(token, issued, made.expires());
        } catch (IllegalArgumentException wrong) {
            throw new ExchangeException(String.valueOf(wrong.getMessage()), false);
        } catch (AccessException failure) {
            throw new ExchangeException(
                    String.valueOf(failure.getMessage()),
                    failure.status() == UNAUTHORIZED || failure.status() == CONFLICT);
        }
    }
}
