package dev.clawgateway.cli.configuration;

import dev.clawgateway.cli.command.ConfigFile;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.configuration.ConfigurationJson;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.config.ConfigException;
import dev.clawgateway.server.config.source.ConfigProblem;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.tls.ConfigCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether a file could be used. */
@Command(
        name = "check",
        description = {
            "Say whether a gateway could use a configuration file, and everything that is wrong with it.",
            "The files that it names are looked at too, so that this is best done as the gateway's user,"
                    + " in its environment. Nothing is changed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it could be used", "2:it could not"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway config check gateway.toml",
            "  claw-gateway config check /etc/claw-gateway/gateway.toml --output json"
        })
final class ConfigCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "<FILE>", description = "Configuration file")
    private Path file = Path.of("");

    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        List<String> problems = problems();
        if (screen.json()) {
            screen.out().println(ConfigurationJson.outcome(List.of(), List.of(), problems));
        } else if (problems.isEmpty()) {
            screen.out().println("The configuration is good.");
        } else {
            problems.forEach(problem -> screen.say("error: " + problem));
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }

    private List<String> problems() {
        try {
            var config = ConfigFile.source(file, Overrides.NONE).read().config();
            return ConfigCheck.problems(config).stream().map(ConfigProblem::toString).toList();
        } catch (ConfigException unusable) {
            return unusable.problems().stream().map(ConfigProblem::toString).toList();
        }
    }
}
