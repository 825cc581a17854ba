package dev.clawgateway.cli.gateway;

import dev.clawgateway.cli.command.TextFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which gateway to talk to, and as whom. May stand before or behind the words of a command. */
public final class GatewayOptions {
    static final String DEFAULT_URL = "ws://localhost:8080";

    @Option(
            names = {"-g", "--gateway"},
            scope = ScopeType.INHERIT,
            paramLabel = "<URL>",
            defaultValue = "${env:CLAW_GATEWAY:-" + DEFAULT_URL + "}",
            description =
                    "Gateway, ws:// or wss:// [env: CLAW_GATEWAY; default: " + DEFAULT_URL + "]")
    private String url = DEFAULT_URL;

    @Option(
            names = "--token",
            scope = ScopeType.INHERIT,
            paramLabel = "<TOKEN>",
            defaultValue = "${env:CLAW_GATEWAY_TOKEN}",
            description =
                    "Token to present [env: CLAW_GATEWAY_TOKEN]. Arguments are visible to every user"
                            + " of this machine: prefer the variable or --token-file")
    private @Nullable String token;

    @Option(
            names = "--token-file",
            scope = ScopeType.INHERIT,
            paramLabel = "<FILE>",
            description = "File that holds the token")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca-file",
            scope = ScopeType.INHERIT,
            paramLabel = "<FILE>",
            description = "PEM certificates to trust instead of the system's, for wss://")
    private @Nullable Path caFile;

    /** The options that were given with this invocation, wherever they stood. */
    public static GatewayOptions of(CommandSpec command) {
        return Program.of(command).connection();
    }

    String url() {
        return url;
    }

    @Nullable Path caFile() {
        return caFile;
    }

    /** The token to present; null for none. */
    @Nullable String token() {
        if (tokenFile == null) {
            return token == null || token.isEmpty() ? null : token;
        }
        return TextFile.read("--token-file", tokenFile).strip();
    }
}
