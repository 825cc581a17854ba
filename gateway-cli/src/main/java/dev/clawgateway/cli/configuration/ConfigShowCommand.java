package dev.clawgateway.cli.configuration;

import dev.clawgateway.cli.command.ConfigFile;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.configuration.ConfigurationClient;
import dev.clawgateway.client.configuration.ConfigurationException;
import dev.clawgateway.client.configuration.ConfigurationJson;
import dev.clawgateway.client.configuration.GatewaySetting;
import dev.clawgateway.server.config.source.Overrides;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Every key. */
@Command(
        name = "show",
        description = {
            "Show every key of a configuration: what is said in the file and by flags, and the defaults"
                    + " of the rest. Secrets are hidden.",
            "Of the running gateway it shows what is in force, without what waits for a restart."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway config show",
            "  claw-gateway config show gateway.toml",
            "  claw-gateway config show --output json"
        })
final class ConfigShowCommand extends ConfigurationCommand {
    private static final String LISTENER = "listener.";

    @Parameters(
            paramLabel = "<FILE>",
            arity = "0..1",
            description = "Configuration file [default: what the running gateway goes by]")
    private @Nullable Path file;

    @Override
    int run(Screen screen) throws ConfigurationException, InterruptedException {
        List<GatewaySetting> settings = file == null ? running() : ofFile(file);
        if (screen.json()) {
            screen.out().println(ConfigurationJson.settings(settings));
        } else {
            print(settings, screen);
        }
        return ExitCode.OK;
    }

    private List<GatewaySetting> running() throws ConfigurationException, InterruptedException {
        try (ConfigurationClient client = client()) {
            return client.settings();
        }
    }

    static List<GatewaySetting> ofFile(Path file) {
        return ConfigFile.read(ConfigFile.source(file, Overrides.NONE)).settings().stream()
                .map(one -> new GatewaySetting(one.key(), one.value(), one.place()))
                .toList();
    }

    /** As a file would have it, with where it is said behind. */
    private static void print(List<GatewaySetting> settings, Screen screen) {
        String last = "";
        for (GatewaySetting setting : settings) {
            if (unsaid(setting)) {
                continue;
            }
            int dot = setting.key().lastIndexOf('.');
            String section = setting.key().substring(0, dot);
            if (!section.equals(last)) {
                screen.out().println(last.isEmpty() ? head(section) : "\n" + head(section));
                last = section;
            }
            String line = setting.key().substring(dot + 1) + " = " + setting.value();
            screen.out()
                    .println(
                            Display.printable(
                                    setting.place() == null
                                            ? line
                                            : line + "  # " + setting.place()));
        }
    }

    /** Of listeners the defaults depend on what else is said of them. */
    private static boolean unsaid(GatewaySetting setting) {
        return setting.value().isEmpty()
                || (setting.key().startsWith(LISTENER) && setting.place() == null);
    }

    private static String head(String section) {
        return section.startsWith(LISTENER) ? "[[listener]]" : "[" + section + "]";
    }
}
