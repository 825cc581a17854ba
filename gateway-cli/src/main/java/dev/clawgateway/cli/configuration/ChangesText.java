package dev.clawgateway.cli.configuration;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.configuration.ReloadOutcome;
import dev.clawgateway.client.configuration.ReloadOutcome.KeyChange;
import dev.clawgateway.server.reload.Difference;
import java.util.List;

/** What a configuration changes, for people. */
final class ChangesText {
    private ChangesText() {}

    /** Problems go where errors go. */
    static void print(ReloadOutcome outcome, String now, Screen screen) {
        outcome.problems().forEach(problem -> screen.say("error: " + Display.printable(problem)));
        print(outcome.changed(), true, now, screen);
        print(outcome.waiting(), false, "at restart", screen);
        if (outcome.good() && outcome.changed().isEmpty() && outcome.waiting().isEmpty()) {
            screen.out().println("Nothing is different.");
        }
    }

    private static void print(List<KeyChange> changes, boolean atOnce, String when, Screen screen) {
        for (KeyChange change : changes) {
            Difference difference =
                    new Difference(change.key(), change.before(), change.after(), atOnce);
            screen.out().println(when + "  " + Display.printable(difference.toString()));
        }
    }
}
