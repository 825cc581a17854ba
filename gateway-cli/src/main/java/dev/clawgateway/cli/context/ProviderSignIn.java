package dev.clawgateway.cli.context;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.gateway.HttpAdvice;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.EndpointException;
import dev.clawgateway.client.TlsFiles;
import dev.clawgateway.client.access.AccessClient;
import dev.clawgateway.client.access.AccessException;
import dev.clawgateway.client.provider.DeviceLogin;
import dev.clawgateway.client.provider.LoginProvider;
import dev.clawgateway.client.provider.ProviderException;
import dev.clawgateway.client.provider.SignInPrompt;
import dev.clawgateway.core.time.SystemTime;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Has whoever types sign in at the identity provider of a gateway. */
final class ProviderSignIn {
    private final Screen screen;
    private final @Nullable Path caFile;

    /**
     * Signs nobody in yet.
     *
     * @param caFile whom to trust of the provider; null for the system's
     */
    ProviderSignIn(Screen screen, @Nullable Path caFile) {
        this.screen = screen;
        this.caFile = caFile;
    }

    /** The token that came of it; what is in the way ends the command. */
    String token(GatewayOptions.Address gateway) throws InterruptedException {
        LoginProvider provider = provider(gateway);
        try (DeviceLogin login =
                new DeviceLogin(provider, trust(), new SystemTime(), Thread::sleep)) {
            return login.token(prompt -> show(provider, prompt));
        } catch (ProviderException e) {
            throw CommandException.failure("cannot sign in: " + e.getMessage());
        }
    }

    private static LoginProvider provider(GatewayOptions.Address gateway)
            throws InterruptedException {
        List<LoginProvider> providers;
        try (AccessClient client =
                new AccessClient(Connect.http(gateway.withoutToken(), List.of()))) {
            providers = client.providers();
        } catch (AccessException e) {
            throw CommandException.failure(HttpAdvice.about(e.getMessage(), e.status()));
        }
        if (providers.isEmpty()) {
            throw CommandException.failure(
                    "the gateway at "
                            + gateway.url()
                            + " names no identity provider to sign in at (auth.oidc.client_id); log"
                            + " in with a token");
        }
        return providers.getFirst();
    }

    private @Nullable SSLContext trust() {
        try {
            return caFile == null ? null : TlsFiles.trusting(caFile).forJdk();
        } catch (EndpointException e) {
            throw CommandException.usage(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }

    private void show(LoginProvider provider, SignInPrompt prompt) {
        screen.say(
                "To sign in at %s, go to%n  %s%nand type the code %s within %d minutes."
                        .formatted(
                                provider.issuer(),
                                prompt.page(),
                                prompt.code(),
                                Math.max(1, prompt.limit().toMinutes())));
        if (prompt.direct() != null) {
            screen.say(
                    "Or go to%n  %s%nand check that it shows this code."
                            .formatted(prompt.direct()));
        }
    }
}
