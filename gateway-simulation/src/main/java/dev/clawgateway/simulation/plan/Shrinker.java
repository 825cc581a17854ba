package dev.clawgateway.simulation.plan;

import dev.clawgateway.simulation.plan.Plan.Numbered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * From a plan that breaks a rule to a small one that breaks the same: fewer steps by delta
 * debugging (Zeller and Hildebrandt, 2002), then a simpler kind of run, then simpler steps; again
 * until nothing more helps, or nobody wants to wait longer.
 */
public final class Shrinker {
    private final Trial trial;
    private final BooleanSupplier patience;
    private final String rule;
    private Plan best;
    private int trials;

    private Shrinker(Trial trial, BooleanSupplier patience, Plan broken, String rule) {
        this.trial = trial;
        this.patience = patience;
        this.rule = rule;
        best = broken;
    }

    /**
     * A small plan that breaks the same rule.
     *
     * @param patience asked before each trial whether to go on
     */
    public static Shrunk shrink(Trial trial, BooleanSupplier patience, Plan broken, String rule) {
        Shrinker shrinker = new Shrinker(trial, patience, broken, rule);
        shrinker.shrink();
        return new Shrunk(shrinker.best, shrinker.trials);
    }

    /** What came of it, and how many runs it took. */
    public record Shrunk(Plan plan, int trials) {}

    private void shrink() {
        keepIfBroken(best);
        boolean better = true;
        while (better && patience.getAsBoolean()) {
            better = fewerSteps();
            better |= simplerTemper();
            better |= simplerSteps();
        }
    }

    /** Leaves out ever smaller parts of the list. */
    private boolean fewerSteps() {
        boolean better = false;
        int size = Math.max(1, best.steps().size() / 2);
        while (patience.getAsBoolean()) {
            boolean helped = withoutParts(size);
            better |= helped;
            if (!helped && size == 1) {
                return better;
            }
            size = helped ? Math.min(size, Math.max(1, best.steps().size() / 2)) : size / 2;
        }
        return better;
    }

    /**
     * From the end: what happened long before the fault more often belongs to it than what stands
     * beside it.
     */
    private boolean withoutParts(int size) {
        boolean helped = false;
        int end = best.steps().size();
        while (end > 0 && patience.getAsBoolean()) {
            int start = Math.max(0, end - size);
            List<Numbered> rest = new ArrayList<>(best.steps().subList(0, start));
            rest.addAll(
                    best.steps().subList(Math.min(end, best.steps().size()), best.steps().size()));
            helped |= keepIfBroken(best.with(rest));
            end = Math.min(start, best.steps().size());
        }
        return helped;
    }

    private boolean simplerTemper() {
        boolean better = false;
        boolean helped = true;
        while (helped && patience.getAsBoolean()) {
            helped = false;
            for (Temper simpler : best.temper().simpler()) {
                if (patience.getAsBoolean() && keepIfBroken(best.in(simpler))) {
                    helped = true;
                    break;
                }
            }
            better |= helped;
        }
        return better;
    }

    private boolean simplerSteps() {
        boolean better = false;
        for (int at = 0; at < best.steps().size(); at++) {
            boolean helped = true;
            while (helped && patience.getAsBoolean() && at < best.steps().size()) {
                helped = false;
                for (Step simpler : SimplerStep.of(best.steps().get(at).step())) {
                    if (patience.getAsBoolean() && keepIfBroken(withStep(at, simpler))) {
                        helped = true;
                        break;
                    }
                }
                better |= helped;
            }
        }
        return better;
    }

    private Plan withStep(int at, Step step) {
        List<Numbered> steps = new ArrayList<>(best.steps());
        steps.set(at, new Numbered(steps.get(at).number(), step));
        return best.with(steps);
    }

    /** Keeps a plan that breaks the rule, without the steps that came after. */
    private boolean keepIfBroken(Plan plan) {
        trials++;
        Optional<Trial.Broken> broken = trial.run(plan).filter(b -> b.rule().equals(rule));
        broken.ifPresent(b ->
                best = plan.with(plan.steps().subList(0, Math.min(b.step(), plan.steps().size()))));
        return broken.isPresent();
    }
}
