package dev.clawgateway.cli.context;

import dev.clawgateway.cli.command.CommandException;

/** What a context can be called: a word that no shell takes apart. */
final class ContextNames {
    private static final int MAX_LENGTH = 64;

    private ContextNames() {}

    /** The name, if it can be one. */
    static String checked(String option, String name) {
        boolean plain =
                !name.isEmpty()
                        && name.length() <= MAX_LENGTH
                        && name.codePoints()
                                .allMatch(c ->
                                        Character.isLetterOrDigit(c) || "._:@-".indexOf(c) >= 0)
                        && name.charAt(0) != '-';
        if (!plain) {
            throw CommandException.usage(
                    option
                            + ": must be letters, digits and . _ : @ -, at most "
                            + MAX_LENGTH
                            + " of them, was '"
                            + name
                            + "'");
        }
        return name;
    }
}
