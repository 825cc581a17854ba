package dev.clawgateway.cli.gateway;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.TextFile;
import dev.clawgateway.client.TlsFiles;
import dev.clawgateway.client.context.Context;
import dev.clawgateway.client.context.ContextFile;
import dev.clawgateway.client.context.Contexts;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which gateway to talk to, and as whom. May stand before or behind the words of a command. */
public final class GatewayOptions {
    static final String DEFAULT_URL = "ws://localhost:8080";
    private static final String TOKEN_VARIABLE = "CLAW_GATEWAY_TOKEN";

    @Option(
            names = {"-g", "--gateway"},
            scope = ScopeType.INHERIT,
            paramLabel = "<URL>",
            defaultValue = "${env:CLAW_GATEWAY}",
            description =
                    "Gateway: ws://, wss:// or unix:PATH [env: CLAW_GATEWAY; default: that of the current context,"
                            + " else "
                            + DEFAULT_URL
                            + "]")
    private @Nullable String url;

    @Option(
            names = "--context",
            scope = ScopeType.INHERIT,
            paramLabel = "<NAME>",
            defaultValue = "${env:CLAW_CONTEXT}",
            description =
                    "Gateway and token by the name that login gave them [env: CLAW_CONTEXT; default:"
                            + " the current one]")
    private @Nullable String context;

    @Option(
            names = "--token-file",
            scope = ScopeType.INHERIT,
            paramLabel = "<FILE>",
            description =
                    "File that holds the token to show [env: "
                            + TOKEN_VARIABLE
                            + ", the token itself; default: the context's]")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca-file",
            scope = ScopeType.INHERIT,
            paramLabel = "<FILE>",
            description =
                    "PEM certificates to trust instead of the system's, for wss:// [default: the"
                            + " context's]")
    private @Nullable Path caFile;

    @Option(
            names = "--client-cert",
            scope = ScopeType.INHERIT,
            paramLabel = "<FILE>",
            description =
                    "PEM certificate to show to a gateway that asks for one, for wss:// [default: the"
                            + " context's]")
    private @Nullable Path clientCert;

    @Option(
            names = "--client-key",
            scope = ScopeType.INHERIT,
            paramLabel = "<FILE>",
            description = "The key to it, in PKCS#8 and not encrypted")
    private @Nullable Path clientKey;

    private final Map<String, String> environment;
    private final ContextFile contexts;

    /**
     * Nothing given yet.
     *
     * @param contexts where the gateways of whoever types are kept
     */
    public GatewayOptions(Map<String, String> environment, ContextFile contexts) {
        this.environment = environment;
        this.contexts = contexts;
    }

    /** The options that were given with this invocation, wherever they stood. */
    public static GatewayOptions of(CommandSpec command) {
        return Program.of(command).connection();
    }

    /** As they were given, without what is kept of a person's gateways: an agent is nobody. */
    public Address given() {
        return new Address(
                url == null ? DEFAULT_URL : url, token(), files(caFile, clientCert, clientKey));
    }

    private static TlsFiles files(
            @Nullable Path caFile, @Nullable Path clientCert, @Nullable Path clientKey) {
        if ((clientCert == null) != (clientKey == null)) {
            throw CommandException.usage("--client-cert and --client-key go together: give both");
        }
        return new TlsFiles(caFile, clientCert, clientKey);
    }

    /** The same, and where nothing was given what is kept of the gateway that is meant. */
    public Address resolved() {
        Context meant = meant();
        if (meant == null) {
            return given();
        }
        String token = token();
        return new Address(
                url == null ? meant.gateway() : url,
                token == null ? meant.token() : token,
                files(meant));
    }

    private TlsFiles files(Context kept) {
        boolean own = clientCert != null || clientKey != null;
        return files(
                caFile == null ? path(kept.caFile()) : caFile,
                own ? clientCert : path(kept.clientCert()),
                own ? clientKey : path(kept.clientKey()));
    }

    private static @Nullable Path path(@Nullable String kept) {
        return kept == null ? null : Path.of(kept);
    }

    /** The file that was named for the token; null where none was. */
    public @Nullable Path tokenFile() {
        return tokenFile;
    }

    /** Null where none is, or none fits the URL: a token goes to its own gateway and no other. */
    private @Nullable Context meant() {
        Contexts all = contexts.read();
        if (context == null || context.isEmpty()) {
            Context chosen = all.chosen();
            return chosen == null || (url != null && !chosen.isAt(url)) ? null : chosen;
        }
        Context named = PersonContexts.find(all, context);
        if (url != null && !named.isAt(url)) {
            throw CommandException.usage(
                    "--context "
                            + context
                            + " is the gateway at "
                            + named.gateway()
                            + ", and --gateway (or CLAW_GATEWAY) names another; give one of them");
        }
        return named;
    }

    /** Where the gateways of whoever types are kept. */
    public ContextFile contexts() {
        return contexts;
    }

    /** What an environment variable holds; empty for none. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** The token that was given; null for none. */
    private @Nullable String token() {
        if (tokenFile != null) {
            return TextFile.read("--token-file", tokenFile).strip();
        }
        // Never an option: arguments are visible to every user of the machine.
        String token = environment.getOrDefault(TOKEN_VARIABLE, "");
        return token.isBlank() ? null : token.strip();
    }

    /**
     * A gateway and what is shown to it.
     *
     * @param token null for none
     */
    public record Address(String url, @Nullable String token, TlsFiles files) {
        /** The same gateway, to which no token is shown. */
        public Address withoutToken() {
            return new Address(url, null, files);
        }

        /** The same gateway, to which this is shown; null for nothing. */
        public Address with(@Nullable String other) {
            return new Address(url, other, files);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return url;
        }
    }
}
