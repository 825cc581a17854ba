package dev.clawgateway.server.access.key;

import dev.clawgateway.server.config.AuthConfig;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.Secret;
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
     * @throws IOException when a secret of it is too short
     */
    public static KeySource of(GatewayConfig config) throws IOException {
        AuthConfig auth = config.auth();
        SigningKey current = key("token_secret", auth.tokenSecret());
        return new KeySource(
                current == null
                        ? null
                        : new KeySet(
                                current,
                                key("next_token_secret", auth.nextTokenSecret()),
                                key("previous_token_secret", auth.previousTokenSecret())),
                KeyFile.in(config.storage().dataDir()));
    }

    private static @Nullable SigningKey key(String name, @Nullable Secret secret)
            throws IOException {
        try {
            return secret == null ? null : SigningKey.of(secret.value());
        } catch (IllegalArgumentException tooShort) {
            throw new IOException("auth." + name + " " + tooShort.getMessage());
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
