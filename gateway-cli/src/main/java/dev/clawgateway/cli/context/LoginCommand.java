package dev.clawgateway.cli.context;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.ClusterStatus;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.context.Context;
import dev.clawgateway.client.context.ContextFile;
import dev.clawgateway.client.context.Contexts;
import dev.clawgateway.core.time.SystemTime;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps a gateway and the token for it. */
@Command(
        name = "login",
        description = {
            "Keep a gateway, and the token for it, under a name: later commands ask it unless told"
                    + " otherwise.",
            "The token is asked for on the terminal, or comes from --token-file, --token-stdin or"
                    + " CLAW_GATEWAY_TOKEN; a gateway that asks nobody who he is needs none. It is"
                    + " tried before it is kept, in a file that nobody else can read. Of --ca-file,"
                    + " --client-cert and --client-key the places are kept.",
            "With --oidc it comes from the identity provider that the gateway names: sign in there"
                    + " in a browser, on this machine or any other."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway login --gateway wss://gateway.example.net:8443",
            "  claw-gateway login --gateway wss://lab:8443 --ca-file ca.pem --name lab",
            "  claw-gateway login --gateway ws://head:8080 --token-file ~/head.token",
            "  claw-gateway login --gateway wss://gateway.example.net:8443 --oidc"
        })
public final class LoginCommand implements Callable<Integer> {
    private static final int MAX_TOKEN = 16 * 1024;

    @Option(
            names = "--name",
            paramLabel = "<NAME>",
            description = "What the gateway is called from now on [default: its host]")
    private @Nullable String name;

    @Option(names = "--token-stdin", description = "Read the token from the first line of stdin")
    private boolean fromStdin;

    @Option(
            names = "--oidc",
            description = "Sign in at the identity provider that the gateway names")
    private boolean oidc;

    @Option(
            names = "--oidc-ca-file",
            paramLabel = "<FILE>",
            description =
                    "PEM certificates to trust of the identity provider instead of the system's")
    private @Nullable Path oidcCaFile;

    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        GatewayOptions.Address given = GatewayOptions.of(spec).given();
        refuseSecrets(given.url());
        GatewayOptions.Address address = given.with(token(given, screen));
        ClusterStatus status = tried(address);
        Context context =
                new Context(
                        checkedName(address.url()),
                        address.url(),
                        kept(address.files().caFile()),
                        kept(address.files().certificate()),
                        kept(address.files().key()),
                        address.token());
        ContextFile file = GatewayOptions.of(spec).contexts();
        Contexts contexts = file.read().with(context);
        file.write(contexts);
        screen.say(
                "Logged in to %s as context '%s' (version %s, %d nodes); it is the current one."
                        .formatted(
                                context.gateway(),
                                context.name(),
                                status.gatewayVersion(),
                                status.nodes()));
        if (screen.json()) {
            screen.out().println(contexts.shown());
        }
        return ExitCode.OK;
    }

    private static @Nullable String kept(@Nullable Path file) {
        return file == null ? null : file.toAbsolutePath().toString();
    }

    private static ClusterStatus tried(GatewayOptions.Address address) {
        try (GatewayApi gateway = Connect.to(Connect.endpoint(address))) {
            return gateway.status();
        }
    }

    /**
     * The address is shown and kept as it is, so nothing that is nobody's business may be in it.
     */
    private static void refuseSecrets(String url) {
        if (url.indexOf('?') >= 0 || url.indexOf('@') >= 0) {
            throw CommandException.usage(
                    "--gateway: an address to be kept carries neither a token nor a name; give the"
                            + " token by --token-file, --token-stdin or when asked");
        }
    }

    private @Nullable String token(GatewayOptions.Address given, Screen screen)
            throws InterruptedException {
        if (oidc) {
            refuseOtherTokens(given);
            return new ProviderSignIn(screen, oidcCaFile).token(given);
        } else if (oidcCaFile != null) {
            throw CommandException.usage("--oidc-ca-file goes with --oidc");
        } else if (fromStdin) {
            return blankIsNone(firstLine());
        } else if (given.token() != null) {
            return given.token();
        }
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console ->
                        console.readPassword("Token for %s (Enter for none): ", given.url()))
                .map(typed -> blankIsNone(new String(typed)))
                .orElse(null);
    }

    private void refuseOtherTokens(GatewayOptions.Address given) {
        if (fromStdin || given.token() != null) {
            throw CommandException.usage(
                    "--oidc: the provider gives the token; leave out --token-file, --token-stdin and"
                            + " CLAW_GATEWAY_TOKEN");
        }
    }

    private static @Nullable String blankIsNone(String token) {
        return token.isBlank() ? null : token.strip();
    }

    private static String firstLine() {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .readLine();
            if (line == null || line.length() > MAX_TOKEN) {
                throw CommandException.usage("--token-stdin: there is no token on stdin");
            }
            return line;
        } catch (IOException e) {
            throw CommandException.failure("--token-stdin: cannot read stdin: " + e.getMessage());
        }
    }

    private String checkedName(String url) {
        String wanted =
                name == null ? Objects.requireNonNullElse(URI.create(url).getHost(), url) : name;
        return ContextNames.checked("--name", wanted);
    }
}
