package dev.clawgateway.cli;

import dev.clawgateway.cli.command.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** What {@code --help} prints, for those who type help first. picocli's own knows one word only. */
@Command(
        name = "help",
        description = "Explain a command, with examples.",
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway help", "  claw-gateway help workload list"})
final class HelpCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "<COMMAND>",
            arity = "0..*",
            description = "Words of the command; without any, the program itself")
    private List<String> words = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new UnmatchedArgumentException(command, List.of(word));
            }
            command = next;
        }
        CommandLine out = spec.commandLine();
        command.usage(out.getOut(), out.getColorScheme());
        return ExitCode.OK;
    }
}
