package dev.clawgateway.cli.access;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.command.StandardInput;
import dev.clawgateway.cli.command.TextFile;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.access.AccessClient;
import dev.clawgateway.client.access.AccessException;
import dev.clawgateway.client.access.TokenDetails;
import dev.clawgateway.client.access.WithJson;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.access.OfflineTokens;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a token says. */
@Command(
        name = "inspect",
        sortOptions = false,
        description = {
            "Show what the gateway knows of a token by its id; or what a token says by itself, from a"
                    + " file or standard input. Never shows the token.",
            "A token that is handed over is shown to no gateway, and its signature is not looked at:"
                    + " whether it is good, only the gateway knows (see whoami)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway token inspect 0b0e7a5c-1f6e-4a5b-9c3d-2e8f7a6b5c4d",
            "  claw-gateway token inspect --file gpu-1.token",
            "  claw-gateway token inspect --file ada.token --output json | jq .expires_at",
            "  pass show claw | claw-gateway token inspect --stdin"
        })
final class TokenInspectCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "<ID>",
            description = "As token list and token create name it")
    private @Nullable String id;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "<FILE>",
            description = "What the token in this file says")
    private @Nullable Path file;

    @Option(names = "--stdin", description = "What the token says that standard input has")
    private boolean stdin;

    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        int given = (id == null ? 0 : 1) + (file == null ? 0 : 1) + (stdin ? 1 : 0);
        if (given != 1) {
            throw CommandException.usage("which token? Give its <ID>, or --file, or --stdin");
        }
        if (id != null) {
            known(TokenText.id(id), screen);
        } else {
            said(
                    file == null ? StandardInput.line("--stdin") : TextFile.read("--file", file),
                    screen);
        }
        return ExitCode.OK;
    }

    private void known(String wanted, Screen screen) throws InterruptedException {
        try (AccessClient client = CredentialCommand.client(spec)) {
            WithJson<TokenDetails> known = client.inspect(wanted);
            if (screen.json()) {
                screen.out().println(known.json());
            } else {
                String state = TokenText.state(known.value(), screen.time().now());
                TokenText.print(known.value(), state, screen.out());
            }
        } catch (AccessException e) {
            throw CommandException.failure(CredentialCommand.text(e));
        }
    }

    private static void said(String token, Screen screen) {
        Credential credential = OfflineTokens.unverified(token.strip());
        if (credential == null) {
            throw CommandException.failure(
                    "that is no token of a claw-gateway; it is not repeated here, in case it is a"
                            + " secret of another kind");
        }
        TokenDetails details =
                new TokenDetails(
                        credential.id(),
                        null,
                        credential.holder(),
                        0,
                        credential.issued(),
                        credential.expires(),
                        null,
                        null);
        if (screen.json()) {
            screen.out().println(details.json());
            return;
        }
        Instant now = screen.time().now();
        String state = now.isBefore(credential.expires()) ? "not expired" : "expired";
        TokenText.print(details, state, screen.out());
        screen.say("Its signature was not looked at: only the gateway knows whether it is good.");
    }
}
