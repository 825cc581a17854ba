package dev.clawgateway.simulation.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What happened in a run, line by line. Of most runs nobody wants to hear it, and then no line is
 * ever made.
 */
public final class Chronicle {
    private static final int MAX_LINES = 20_000;
    private static final int MAX_LENGTH = 400;
    private static final Pattern ID =
            Pattern.compile("([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final boolean told;
    private final List<String> lines = new ArrayList<>();
    private long left;

    private Chronicle(boolean told) {
        this.told = told;
    }

    /** One that takes nothing down. */
    public static Chronicle silent() {
        return new Chronicle(false);
    }

    /** One that takes everything down. */
    public static Chronicle told() {
        return new Chronicle(true);
    }

    /** Whether anybody wants to hear. */
    public boolean isTold() {
        return told;
    }

    /** Takes down what happened. */
    public void add(Duration age, Supplier<String> what) {
        if (!told) {
            return;
        }
        if (lines.size() == MAX_LINES) {
            left++;
            return;
        }
        String text = ID.matcher(what.get()).replaceAll("$1");
        lines.add(
                at(age)
                        + "  "
                        + (text.length() > MAX_LENGTH
                                ? text.substring(0, MAX_LENGTH) + "..."
                                : text));
    }

    private static String at(Duration age) {
        return "%7d.%06d".formatted(age.toSeconds(), age.toNanosPart() / 1000);
    }

    /** All lines, in order. */
    public List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (left > 0) {
            all.add("... and " + left + " more");
        }
        return all;
    }
}
