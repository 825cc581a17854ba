package dev.clawgateway.simulation.plan;

import java.util.List;

/** Everything that a run is made from: the same plan is the same run, to the byte. */
public record Plan(long seed, Temper temper, List<Numbered> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /**
     * A step and the place it first had: what chance adds to it is drawn by that number, so leaving
     * out another does not change it.
     */
    public record Numbered(int number, Step step) {}

    /** The same run with other steps. */
    public Plan with(List<Numbered> others) {
        return new Plan(seed, temper, others);
    }

    /** The same steps in a run of another kind. */
    public Plan in(Temper other) {
        return new Plan(seed, other, steps);
    }
}
