package dev.clawgateway.cli.configuration;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.configuration.ConfigurationClient;
import dev.clawgateway.client.configuration.ConfigurationException;
import dev.clawgateway.client.configuration.ReloadOutcome;
import picocli.CommandLine.Command;

/** The gateway reads its configuration again. */
@Command(
        name = "reload",
        description = {
            "Have the running gateway read its configuration again: the file that it was started with,"
                    + " with the flags and the environment of its start.",
            "All of it counts or nothing. What a running gateway cannot change counts after a restart,"
                    + " and is named. No session ends."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it counts, but for what needs a restart",
            "1:it cannot be used, and the one before stays in force; or nobody answered"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway reload",
            "  claw-gateway reload --gateway wss://gateway.example.net:8443 --output json"
        })
public final class ReloadCommand extends ConfigurationCommand {
    @Override
    int run(Screen screen) throws ConfigurationException, InterruptedException {
        try (ConfigurationClient client = client()) {
            ReloadOutcome outcome = client.reload();
            if (screen.json()) {
                screen.out().println(outcome.json());
            } else {
                ChangesText.print(outcome, "now", screen);
                screen.say(
                        outcome.good()
                                ? "The configuration is reloaded."
                                : "Nothing was changed: the configuration before stays in force.");
            }
            return outcome.good() ? ExitCode.OK : ExitCode.FAILURE;
        }
    }
}
