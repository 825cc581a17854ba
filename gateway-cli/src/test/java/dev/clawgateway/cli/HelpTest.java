package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithExamples(CommandLine command) {
        String help = command.getUsageMessage();

        assertThat(help).contains("Examples:").contains("-h, --help");
        assertThat(command.getCommandSpec().usageMessage().description())
                .as("description of %s", command.getCommandName())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsACommandLineThatParses(String example) {
        List<String> words = words(example.strip().replaceFirst(" [|>] .*", ""));

        CommandLine.ParseResult parsed =
                ClawGateway.commandLine()
                        .parseArgs(words.subList(1, words.size()).toArray(String[]::new));

        assertThat(parsed.errors()).isEmpty();
    }

    @Test
    void theDaemonHasTheDocumentedOptions() {
        String help = ClawGateway.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(help)
                .contains("-b, --bind=<ADDR>")
                .contains("-c, --config=<FILE>")
                .contains("--tls-cert=<FILE>")
                .contains("--tls-key=<FILE>")
                .contains("--log-level=<LEVEL>")
                .contains("--log-format=<FMT>")
                .contains("-V, --version");
    }

    static Stream<CommandLine> commands() {
        return descendants(ClawGateway.commandLine());
    }

    static Stream<String> examples() {
        return commands()
                .flatMap(command -> Stream.of(command.getCommandSpec().usageMessage().footer()))
                .filter(line -> line.strip().startsWith("claw-gateway "));
    }

    /** As a shell splits them. */
    private static List<String> words(String line) {
        return Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+")
                .matcher(line)
                .results()
                .map(word -> word.group().replaceAll("['\"]", ""))
                .toList();
    }

    private static Stream<CommandLine> descendants(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream()
                        .distinct()
                        .flatMap(HelpTest::descendants));
    }
}
