package dev.clawgateway.server.access;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.server.access.key.KeySet;
import dev.clawgateway.server.access.key.KeySource;
import dev.clawgateway.server.access.token.TokenCodec;
import dev.clawgateway.server.config.GatewayConfig;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Signs tokens beside a gateway, by its configuration alone: it may run, or not. What is signed
 * here the gateway keeps no record of; it can be taken back by its id all the same.
 */
public final class OfflineTokens {
    private final TokenCodec codec;

    private OfflineTokens(KeySet keys) {
        codec = new TokenCodec(() -> keys);
    }

    /**
     * With the keys of a configuration, configured ones or those in its data folder.
     *
     * @throws IOException when there are none yet, or they cannot be read; says what to do
     */
    public static OfflineTokens of(GatewayConfig config) throws IOException {
        return new OfflineTokens(KeySource.of(config).existing());
    }

    /**
     * What a token says, whoever signed it: good for looking at and for nothing else. Null for what
     * is none of a gateway.
     */
    public static @Nullable Credential unverified(String token) {
        return TokenCodec.unverified(token);
    }

    public String sign(Credential credential) {
        return codec.sign(credential);
    }
}
