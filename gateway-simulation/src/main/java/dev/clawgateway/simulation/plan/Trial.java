package dev.clawgateway.simulation.plan;

import java.util.Optional;

/** Runs a plan and says what it breaks, if anything. */
@FunctionalInterface
public interface Trial {
    /** The rule that the plan breaks, and at which step. */
    Optional<Broken> run(Plan plan);

    /**
     * What a run broke.
     *
     * @param rule the invariant's name: what a shorter run has to break as well
     * @param step how many steps had been taken
     */
    record Broken(String rule, int step) {}
}
