package dev.clawgateway.client.provider;

import java.util.List;

/**
 * Where a gateway has people sign in.
 *
 * @param issuer the provider's URL
 * @param clientId of the client at the provider that people sign in by
 * @param scopes to ask for
 * @param token name of the token that the gateway takes, of those that the provider gives
 */
public record LoginProvider(String issuer, String clientId, List<String> scopes, String token) {
    public LoginProvider {
        scopes = List.copyOf(scopes);
    }
}
