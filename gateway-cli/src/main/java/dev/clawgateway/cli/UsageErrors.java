package dev.clawgateway.cli;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.core.Spelling;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be read: how it should look in one line, and last what is wrong. */
final class UsageErrors implements IParameterExceptionHandler {
    /** picocli's text, which has no exception of its own. */
    private static final String NO_SUBCOMMAND = "Missing required subcommand";

    private static final Pattern NOT_A_NUMBER = Pattern.compile(" is not an? (int|long)$");

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        Help help = new Help(command.getCommandSpec(), command.getColorScheme());
        err.println("usage: " + help.abbreviatedSynopsis().strip() + "  (--help says more)");
        err.println(command.getColorScheme().errorText("error: ") + message(failure));
        return ExitCode.USAGE;
    }

    private static String message(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        String text = inOurWords(Display.printable(String.valueOf(failure.getMessage())));
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, command, text);
        }
        return text.equals(NO_SUBCOMMAND)
                ? text + ": one of " + String.join(", ", names(command))
                : text;
    }

    /** Some of picocli's words are for programmers, and one it says twice. */
    private static String inOurWords(String text) {
        return NOT_A_NUMBER
                .matcher(text.replace("option option", "option"))
                .replaceFirst(" is no whole number");
    }

    private static String unmatched(
            UnmatchedArgumentException failure, CommandLine command, String text) {
        String word = failure.getUnmatched().getFirst();
        if (failure.isUnknownOption()) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return text + nearest(name, command.getCommandSpec().optionsMap().keySet());
        }
        return command.getSubcommands().isEmpty()
                ? text
                : "there is no command '"
                        + Display.printable(word)
                        + "'"
                        + nearest(word, command.getSubcommands().keySet());
    }

    private static String nearest(String word, Collection<String> known) {
        return Spelling.closest(word, known).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** Without other names for the same. */
    private static List<String> names(CommandLine command) {
        return command.getSubcommands().values().stream()
                .distinct()
                .map(CommandLine::getCommandName)
                .toList();
    }
}
