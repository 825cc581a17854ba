package dev.clawgateway.simulation.run;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.simulation.plan.Plan;
import dev.clawgateway.simulation.plan.Shrinker;
import dev.clawgateway.simulation.plan.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * From a failed run to its story.
 *
 * @param time the machine's: people wait for it
 * @param patience how long it may take
 */
record Shrinking(Simulator simulator, Time time, Duration patience) {
    private static final String NOT_THE_SAME =
            "\n(But not when it is run again: the world is not the same twice.)";

    /** The story of a run that failed, as short as there is time for. */
    Story shortest(Plan plan, int length, Failure failure) {
        long end = time.nanos() + patience.toNanos();
        boolean atRest = failure.steps() >= plan.steps().size();
        Shrinker.Shrunk shrunk =
                Shrinker.shrink(
                        tried -> broken(tried, atRest),
                        () -> time.nanos() < end,
                        plan,
                        failure.kind());
        return told(shrunk.plan(), length, failure, shrunk.trials());
    }

    /** What shows before the world is at rest is looked for no longer than till then. */
    private Optional<Trial.Broken> broken(Plan plan, boolean atRest) {
        RunOutcome outcome =
                atRest ? simulator.run(plan, Chronicle.silent()) : simulator.runSteps(plan);
        return Optional.ofNullable(outcome.failure())
                .map(f -> new Trial.Broken(f.kind(), f.steps()));
    }

    /** The story of a run as it is. */
    Story told(Plan plan, int length, Failure failure, int trials) {
        Chronicle chronicle = Chronicle.told();
        Failure again = simulator.run(plan, chronicle).failure();
        Failure shown = again != null ? again : notTheSame(plan, failure, chronicle.lines());
        return new Story(plan, length, shown, chronicle.lines(), trials);
    }

    private Failure notTheSame(Plan plan, Failure failure, List<String> lines) {
        Chronicle other = Chronicle.told();
        simulator.run(plan, other);
        return new Failure(
                failure.rule(),
                failure.words() + NOT_THE_SAME + difference(lines, other.lines()),
                failure.steps());
    }

    private static String difference(List<String> one, List<String> other) {
        for (int at = 0; at < Math.min(one.size(), other.size()); at++) {
            if (!one.get(at).equals(other.get(at))) {
                return "\nFirst difference, at line %d:%n%s%n%s"
                        .formatted(at, one.get(at), other.get(at));
            }
        }
        return "\nThe stories are of %d and %d lines.".formatted(one.size(), other.size());
    }
}
