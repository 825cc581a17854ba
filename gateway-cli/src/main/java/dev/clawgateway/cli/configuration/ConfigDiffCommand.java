package dev.clawgateway.cli.configuration;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.configuration.ConfigurationClient;
import dev.clawgateway.client.configuration.ConfigurationException;
import dev.clawgateway.client.configuration.ConfigurationJson;
import dev.clawgateway.client.configuration.GatewaySetting;
import dev.clawgateway.client.configuration.ReloadOutcome;
import dev.clawgateway.client.configuration.ReloadOutcome.KeyChange;
import dev.clawgateway.server.config.source.Setting;
import dev.clawgateway.server.reload.Difference;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What another configuration would change. */
@Command(
        name = "diff",
        description = {
            "Say what a reload would change of the running gateway, and what only a restart would.",
            "Without a file the gateway looks at its own as it is now. With one, that is compared as it"
                    + " is here: secrets, and what is in files that it names, are not."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it could be used, whether or not it is different",
            "1:the gateway could not use its file, or nobody answered",
            "2:the file cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway config diff",
            "  claw-gateway config diff gateway.toml --output json"
        })
final class ConfigDiffCommand extends ConfigurationCommand {
    @Parameters(
            paramLabel = "<FILE>",
            arity = "0..1",
            description = "Configuration file [default: the running gateway's own]")
    private @Nullable Path file;

    @Override
    int run(Screen screen) throws ConfigurationException, InterruptedException {
        List<GatewaySetting> wanted = file == null ? null : ConfigShowCommand.ofFile(file);
        try (ConfigurationClient client = client()) {
            ReloadOutcome outcome =
                    wanted == null ? client.changes() : compared(client.settings(), wanted);
            if (screen.json()) {
                screen.out().println(outcome.json());
            } else {
                ChangesText.print(outcome, "at once", screen);
            }
            return outcome.good() ? ExitCode.OK : ExitCode.FAILURE;
        }
    }

    private static ReloadOutcome compared(
            List<GatewaySetting> running, List<GatewaySetting> wanted) {
        List<Difference> all = Difference.between(settings(running), settings(wanted));
        List<KeyChange> changed = changes(all, true);
        List<KeyChange> waiting = changes(all, false);
        return new ReloadOutcome(
                changed,
                waiting,
                List.of(),
                ConfigurationJson.outcome(changed, waiting, List.of()));
    }

    private static List<Setting> settings(List<GatewaySetting> settings) {
        return settings.stream()
                .map(one -> new Setting(one.key(), one.value(), one.place(), null))
                .toList();
    }

    private static List<KeyChange> changes(List<Difference> differences, boolean atOnce) {
        return differences.stream()
                .filter(one -> one.atOnce() == atOnce)
                .map(one -> new KeyChange(one.key(), one.before(), one.after()))
                .toList();
    }
}
