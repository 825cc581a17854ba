package dev.clawgateway.cli.access;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.access.AccessClient;
import dev.clawgateway.client.access.AccessException;
import picocli.CommandLine.Command;

/** Another key signs. */
@Command(
        name = "rotate",
        description = {
            "Have the gateway sign tokens with another key from now on. What the key before has signed"
                    + " is good until the next rotation, so nobody is out by one; what came before that"
                    + " is out within 5 s.",
            "For keys that the gateway has made itself: configured secrets are changed in its"
                    + " configuration."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway token rotate",
            "  claw-gateway token rotate --gateway wss://gateway.example.net:8443"
        })
final class TokenRotateCommand extends CredentialCommand {
    @Override
    int run(AccessClient client, Screen screen) throws AccessException, InterruptedException {
        client.rotate();
        if (screen.json()) {
            screen.out().println("{\"rotated\":true}");
        } else {
            screen.say(
                    "Another key signs now. Tokens of the one before hold until the next rotation.");
        }
        return ExitCode.OK;
    }
}
