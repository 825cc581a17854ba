package dev.clawgateway.cli.access;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.access.AccessClient;
import dev.clawgateway.client.access.AccessException;
import dev.clawgateway.client.access.TokenDetails;
import dev.clawgateway.client.access.WithJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Some are taken back. */
@Command(
        name = "revoke",
        sortOptions = false,
        description = {
            "Take tokens back: whoever came in by one is out within 5 s, and what runs goes on.",
            "By id also those that token create --config has made: token inspect --file says the id of a"
                    + " token. --subject takes back all that somebody was given by now, by whatever way"
                    + " it came; what is made for the same name afterwards is good."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway token revoke 0b0e7a5c-1f6e-4a5b-9c3d-2e8f7a6b5c4d",
            "  claw-gateway token revoke --subject ada",
            "  claw-gateway token revoke --subject node:gpu-1"
        })
final class TokenRevokeCommand extends CredentialCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "<ID>",
            description = "As token list and token create name them")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--subject",
            paramLabel = "<NAME>",
            description =
                    "All of this person or program; node:NAME for a node, join:PATTERN for tokens to"
                            + " join by, cert:NAME for certificates, device:ID for what a device is"
                            + " approved for")
    private @Nullable String subject;

    @Override
    int run(AccessClient client, Screen screen) throws AccessException, InterruptedException {
        String whose = subject;
        if (ids.isEmpty() == (whose == null)) {
            throw CommandException.usage("whose? Give the <ID> of each, or --subject NAME");
        }
        ids.forEach(TokenText::id);
        if (whose != null) {
            client.revokeAllOf(whose);
            if (screen.json()) {
                screen.out().println("{\"revoked\":true}");
            } else {
                screen.say("Took back all that " + Display.printable(whose) + " had by now.");
            }
            return ExitCode.OK;
        }
        int code = ExitCode.OK;
        for (String id : ids) {
            try {
                say(id, client.revoke(id), screen);
            } catch (AccessException e) {
                screen.say("error: " + text(e));
                code = ExitCode.FAILURE;
            }
        }
        return code;
    }

    private static void say(String id, Optional<WithJson<TokenDetails>> taken, Screen screen) {
        if (screen.json()) {
            // An id has letters, digits and dashes, or it would have been refused.
            screen.out().println(taken.map(WithJson::json).orElse("{\"id\":\"" + id + "\"}"));
        } else {
            screen.say(
                    "Took back "
                            + id
                            + taken.map(token -> " of " + TokenText.whom(token.value().holder()))
                                    .orElse(", which was made elsewhere")
                            + ".");
        }
    }
}
