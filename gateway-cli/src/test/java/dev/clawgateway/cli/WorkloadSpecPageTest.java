package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** Holds {@code docs/workload-spec.md} to the options of {@code run}. */
class WorkloadSpecPageTest {
    /** What says how to ask, and nothing of what to run. */
    private static final Set<String> NOT_OF_A_SPEC =
            Set.of(
                    "--gateway",
                    "--context",
                    "--token-file",
                    "--ca-file",
                    "--client-cert",
                    "--client-key",
                    "--output",
                    "--detach",
                    "--plan",
                    "--dry-run",
                    "--help");

    @ParameterizedTest
    @MethodSource("optionsOfASpec")
    void namesEveryOptionThatSaysSomethingOfASpec(String option) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "workload-spec.md"));

        assertThat(page).containsPattern("[`/ ]" + option + "[`,]");
    }

    static Stream<String> optionsOfASpec() {
        return ClawGateway.commandLine()
                .getSubcommands()
                .get("run")
                .getCommandSpec()
                .options()
                .stream()
                .map(OptionSpec::longestName)
                .filter(name -> !NOT_OF_A_SPEC.contains(name))
                .filter(name -> !name.equals("--gpu-selector"));
    }
}
