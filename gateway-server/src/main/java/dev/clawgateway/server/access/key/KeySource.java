package dev.clawgateway.server.access.key;

import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.Secret;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a gateway's keys come from: its configuration, else a file in its data folder. */
public final class KeySource {
    private final @Nullable KeySet configured;
    private final KeyFile file;

    private KeySource(@Nullable KeySet configured, KeyFile file) {
        this.configured = configured;
        this.file = file;
    }

    /**
     * Those of a configuration.
     *
     * @throws IOException when its secret is too short
     */
    public static KeySource of(GatewayConfig config) throws IOException {
        Secret secret = config.auth().tokenSecret();
        return new KeySource(
                secret == null ? null : new KeySet(key(secret), null, null),
                KeyFile.in(config.storage().dataDir()));
    }

    private static SigningKey key(Secret secret) throws IOException {
        try {
            return SigningKey.of(secret.value());
        } catch (IllegalArgumentException tooShort) {
            throw new IOException("auth.token_secret " + tooShort.getMessage());
        }
    }

    /** Whether there are no keys yet: neither configured nor made. */
    public boolean fresh() {
        return configured == null && !file.exists();
    }

    public boolean configured() {
        return configured != null;
    }

    /** The keys, which are made when there are none. */
    public KeyRing open(Supplier<byte[]> secrets) throws IOException {
        return configured == null ? KeyRing.kept(file, secrets) : KeyRing.configured(configured);
    }

    /**
     * The keys, as they are.
     *
     * @throws IOException when there are none
     */
    public KeySet existing() throws IOException {
        if (fresh()) {
            throw new IOException(
                    "there is no key yet: set auth.token_secret, or start the gateway once, which"
                            + " makes "
                            + file.path());
        }
        return configured == null ? file.read() : configured;
    }
}
