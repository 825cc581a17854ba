package dev.clawgateway.cli.configuration;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.configuration.ReloadOutcome;
import dev.clawgateway.client.configuration.ReloadOutcome.KeyChange;
import java.util.List;

/** What a configuration changes, for people. */
final class ChangesText {
    private ChangesText() {}

    /** Problems go where errors go. */
    static void print(ReloadOutcome outcome, String now, Screen screen) {
        outcome.problems().forEach(problem -> screen.say("error: " + Display.printable(problem)));
        print(outcome.changed(), now, screen);
        print(outcome.waiting(), "at restart", screen);
        if (outcome.good() && outcome.changed().isEmpty() && outcome.waiting().isEmpty()) {
            screen.out().println("Nothing is different.");
        }
    }

    private static void print(List<KeyChange> changes, String when, Screen screen) {
        for (KeyChange change : changes) {
            screen.out().println(when + "  " + Display.printable(text(change)));
        }
    }

    private static String text(KeyChange change) {
        return change.before().equals(change.after())
                ? change.key() + " = " + change.after() + " (another content)"
                : change.key() + " = " + said(change.after()) + ", was " + said(change.before());
    }

    private static String said(String value) {
        return value.isEmpty() ? "not set" : value;
    }
}
