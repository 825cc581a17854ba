package dev.clawgateway.simulation.run;

import dev.clawgateway.simulation.plan.Plan;

/** Runs a plan from its first step to its last, and then until the world is at rest. */
@FunctionalInterface
public interface Simulator {
    /**
     * What came of it: for one plan always the same.
     *
     * @param chronicle is told what happens
     */
    RunOutcome run(Plan plan, Chronicle chronicle);

    /** The same without what comes after the last step, for whoever looks for what comes before. */
    default RunOutcome runSteps(Plan plan) {
        return run(plan, Chronicle.silent());
    }
}
