package dev.clawgateway.simulation.run;

import java.util.regex.Pattern;

/**
 * What was wrong with a run.
 *
 * @param rule the name of the invariant that was broken
 * @param words what a person needs to know of it
 * @param steps how many steps had been taken
 */
public record Failure(String rule, String words, int steps) {
    private static final int SHORT = 100;

    /** Ids, numbers, and lists in brackets: what differs from run to run. */
    private static final Pattern PARTICULAR =
            Pattern.compile("[0-9a-f]{8}-[-0-9a-f]{27}|\\[[^\\]]*\\]|[-\\w]*\\d[-\\w.]*");

    /**
     * The rule, and in which way it was broken, without whose it was: equal ones have one cause, as
     * a rule.
     */
    public String kind() {
        String first = words.lines().findFirst().orElse("");
        String general = PARTICULAR.matcher(first).replaceAll("*");
        return rule + ": " + (general.length() > SHORT ? general.substring(0, SHORT) : general);
    }
}
