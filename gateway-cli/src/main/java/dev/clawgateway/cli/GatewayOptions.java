package dev.clawgateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway to talk to, and as whom. */
final class GatewayOptions {
    static final String DEFAULT_URL = "ws://localhost:8080";

    @Option(
            names = {"-g", "--gateway"},
            paramLabel = "<URL>",
            defaultValue = "${env:CLAW_GATEWAY:-" + DEFAULT_URL + "}",
            description =
                    "Gateway, ws:// or wss:// [env: CLAW_GATEWAY; default: " + DEFAULT_URL + "]")
    private String url = DEFAULT_URL;

    @Option(
            names = "--token",
            paramLabel = "<TOKEN>",
            defaultValue = "${env:CLAW_GATEWAY_TOKEN}",
            description =
                    "Token to present [env: CLAW_GATEWAY_TOKEN]. Arguments are visible to every user"
                            + " of this machine: prefer the variable or --token-file")
    private @Nullable String token;

    @Option(
            names = "--token-file",
            paramLabel = "<FILE>",
            description = "File that holds the token")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "<FILE>",
            description = "PEM certificates to trust instead of the system's, for wss://")
    private @Nullable Path caFile;

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
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw CommandException.usage(
                    "--token-file: cannot read " + tokenFile + ": " + e.getMessage());
        }
    }
}
