package dev.clawgateway.cli.run;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.DurationConverter;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.RestartPolicy.When;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What follows when the workload has ended. */
final class RestartOptions {
    private static final String FORM = "never, on-failure, on-failure:N, always or always:N";

    @Option(
            names = "--restart",
            paramLabel = "<WHEN>",
            defaultValue = "never",
            description =
                    "Start it again: on-failure (also when its node is lost) or always, at most N"
                            + " times with :N [default: ${DEFAULT-VALUE}]")
    private String when = "never";

    @Option(
            names = "--restart-pause",
            paramLabel = "<TIME>",
            converter = DurationConverter.class,
            defaultValue = "10s",
            description =
                    "Before the first of these; doubles with each in a row [default:"
                            + " ${DEFAULT-VALUE}]")
    private Duration pause = RestartPolicy.USUAL_PAUSE;

    @Option(
            names = "--restart-pause-max",
            paramLabel = "<TIME>",
            converter = DurationConverter.class,
            defaultValue = "5m",
            description = "But grows no longer than this [default: ${DEFAULT-VALUE}]")
    private Duration longestPause = RestartPolicy.USUAL_LONGEST_PAUSE;

    RestartPolicy policy() {
        String[] parts = when.strip().toLowerCase(Locale.ROOT).replace('_', '-').split(":", 2);
        When wanted =
                switch (parts[0]) {
                    case "never", "no" -> When.NEVER;
                    case "on-failure" -> When.ON_FAILURE;
                    case "always" -> When.ALWAYS;
                    default -> throw misspelt();
                };
        Integer most = parts.length == 1 ? null : number(parts[1]);
        if (wanted == When.NEVER) {
            if (most != null) {
                throw misspelt();
            }
            return RestartPolicy.NEVER;
        } else if (pause.toSeconds() < 1 || longestPause.compareTo(pause) < 0) {
            throw CommandException.usage(
                    "--restart-pause: from 1s to --restart-pause-max, was " + pause);
        }
        return new RestartPolicy(wanted, most, pause, longestPause);
    }

    private @Nullable Integer number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw misspelt();
    }

    private CommandException misspelt() {
        return CommandException.usage("--restart: '" + when + "' is none of " + FORM);
    }
}
