package dev.clawgateway.server;

import dev.clawgateway.control.access.Credentials;
import dev.clawgateway.control.access.KnownNodes;
import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.server.access.OtherTokens;
import dev.clawgateway.server.access.TokenAccess;
import dev.clawgateway.server.access.key.KeyRing;
import dev.clawgateway.server.access.key.KeySource;
import dev.clawgateway.server.access.provider.KeyWatch;
import dev.clawgateway.server.access.provider.ProviderSource;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.OidcConfig;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.reload.Prepared;
import dev.clawgateway.server.reload.ReloadException;
import dev.clawgateway.server.reload.Reloadable;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Doors for those with a token of ours or of an identity provider, each for what its role allows.
 *
 * @param provider null for none
 */
record TokenDoors(KeyRing keys, @Nullable ProviderSource provider)
        implements DoorSetup, Reloadable {
    /** Whoever is to be told that a credential ended is told within five of these. */
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);

    /**
     * Other secrets, and so other keys: whoever has a token of one that is gone is out. What is
     * made of a provider's tokens may be other, too: whoever came by one is judged anew.
     */
    @Override
    public Prepared prepare(GatewayConfig next) throws ReloadException {
        try {
            KeyRing ring = KeySource.of(next).open(AccessStart::secret);
            OidcConfig told = next.auth().oidc();
            return () -> {
                keys.follow(ring);
                if (provider != null && told != null && !told.equals(provider.config())) {
                    provider.follow(told);
                }
            };
        } catch (IOException failure) {
            throw new ReloadException("auth.token_secret", String.valueOf(failure.getMessage()));
        }
    }

    @Override
    public Doors over(Credentials kept, KnownNodes nodes, GatewayRuntime runtime) {
        List<Figure> figures = new ArrayList<>();
        OtherTokens others = OtherTokens.NONE;
        Supplier<List<String>> warnings = List::of;
        if (provider != null) {
            KeyWatch watch = provider.watch(runtime.queries(), runtime.time());
            watch.look(); // at once: who comes first finds the keys there
            runtime.repeat("provider", LOOK_PAUSE, watch::look);
            others = provider.tokens(watch, runtime.time());
            figures.addAll(watch.figures());
            warnings = watch::warnings;
        }
        TokenAccess access =
                TokenAccess.over(
                        new TokenAccess.Signers(keys::keys, others),
                        kept,
                        nodes,
                        runtime.time(),
                        runtime.timers());
        runtime.repeat("credentials", LOOK_PAUSE, access.grants()::look);
        figures.addAll(access.figures());
        figures.add(Doors.open(0));
        return new Doors(
                access.authenticator(), new RoleAccess(), access.tokens(), keys, figures, warnings);
    }
}
