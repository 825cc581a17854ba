package dev.clawgateway.simulation.run;

import dev.clawgateway.simulation.plan.Plan;
import dev.clawgateway.simulation.referee.judge.Violation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs plans in worlds of their own, from the first step until the world is at rest after its
 * faults.
 */
public final class WorldSimulator implements Simulator {
    private static final int SHOWN_FRAMES = 25;

    private final LogTap logs;
    private final List<Bounds> bounds = Bounds.all();

    /**
     * @param logs where the product's log goes
     */
    public WorldSimulator(LogTap logs) {
        this.logs = logs;
    }

    @Override
    public RunOutcome run(Plan plan, Chronicle chronicle) {
        return run(plan, chronicle, true);
    }

    @Override
    public RunOutcome runSteps(Plan plan) {
        return run(plan, Chronicle.silent(), false);
    }

    private RunOutcome run(Plan plan, Chronicle chronicle, boolean whole) {
        SimulatedWorld world =
                new SimulatedWorld(plan, bounds.get(plan.temper().tightness()), chronicle);
        logs.listen(world::logged);
        try {
            Failure failure = failure(plan, world, whole);
            return new RunOutcome(
                    failure, world.digest(), world.age(), world.entries(), world.coverage());
        } finally {
            logs.ignore();
        }
    }

    private static @Nullable Failure failure(Plan plan, SimulatedWorld world, boolean whole) {
        int steps = 0;
        try {
            world.start();
            for (Plan.Numbered numbered : plan.steps()) {
                steps++;
                world.take(numbered);
            }
            if (whole) {
                world.end();
            }
            return null;
        } catch (Violation violation) {
            return new Failure(violation.invariant().name(), words(violation), steps);
        } catch (RuntimeException | Error fault) {
            return new Failure("NO_FAULT", trace(fault), steps);
        }
    }

    private static String words(Violation violation) {
        return violation.words()
                + violation.shownBy().stream()
                        .map(fact -> "\n  " + FactText.of(fact))
                        .collect(Collectors.joining());
    }

    private static String trace(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString().lines().limit(SHOWN_FRAMES).collect(Collectors.joining("\n"));
    }
}
