package dev.clawgateway.simulation.run;

import dev.clawgateway.simulation.plan.Deed;
import dev.clawgateway.simulation.plan.Step;
import java.util.Locale;

/** A step in a few words. */
final class StepText {
    private StepText() {}

    static String of(Step step) {
        return switch (step) {
            case Step.Pass(long millis) -> "%d.%03d s pass".formatted(millis / 1000, millis % 1000);
            case Step.Submit submit -> "somebody submits " + submit.tastes();
            case Step.Happens(Deed deed, int _, int _, long _) ->
                    deed.getClass().getSimpleName().replace("Deed", "").toLowerCase(Locale.ROOT)
                            + ": "
                            + deed.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
