package dev.clawgateway.server.access.provider;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.config.OidcConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A provider as configured, and whom to trust of it. */
public final class ProviderSource {
    private volatile OidcConfig config;
    private final List<Consumer<OidcConfig>> followers = new CopyOnWriteArrayList<>();
    private final @Nullable SSLContext tls;

    /**
     * A provider.
     *
     * @throws IOException when whom to trust instead of the system's authorities cannot be read
     */
    public ProviderSource(OidcConfig config) throws IOException {
        this.config = config;
        Path authority = config.authority();
        tls = authority == null ? null : ProviderTrust.only(authority);
    }

    public OidcConfig config() {
        return config;
    }

    /** The same provider, of whose tokens something else is made from now on. */
    public void follow(OidcConfig next) {
        config = next;
        followers.forEach(follower -> follower.accept(next));
    }

    /**
     * What its tokens say.
     *
     * @param keys that they are signed with
     */
    public ProviderTokens tokens(KeyWatch keys, Time time) {
        ProviderTokens tokens = new ProviderTokens(keys, new ProviderClaims(config, time));
        followers.add(next -> tokens.follow(new ProviderClaims(next, time)));
        return tokens;
    }

    /**
     * Has its keys at hand from now on.
     *
     * @param executor runs what waits for the provider
     */
    public KeyWatch watch(Executor executor, Time time) {
        return new KeyWatch(
                config.issuer(),
                new ProviderHttp(config.issuer(), executor, tls, ProviderHttp.LIMIT),
                executor,
                time);
    }
}
