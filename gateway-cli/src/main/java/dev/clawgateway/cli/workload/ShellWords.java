package dev.clawgateway.cli.workload;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command as it would be typed. */
final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_=./:,@%+-]+");

    private ShellWords() {}

    static String of(List<String> command) {
        return command.stream().map(ShellWords::word).collect(Collectors.joining(" "));
    }

    private static String word(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
