package dev.clawgateway.simulation.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.simulation.plan.Plan.Numbered;
import dev.clawgateway.simulation.plan.Trial.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Worlds made up for it: what breaks a rule there is known. */
final class ShrinkerTest {
    private static final Step CRASH = new Step.Happens(GatewayDeed.CRASH, 0, 0, 0);
    private static final Step STOP = new Step.Happens(Errand.STOP, 0, 0, 0);

    /** Broken by a stop at some time after a crash, wherever both stand. */
    private static final Trial STOP_AFTER_CRASH =
            plan -> {
                boolean crashed = false;
                for (int at = 0; at < plan.steps().size(); at++) {
                    Step step = plan.steps().get(at).step();
                    crashed |= is(step, GatewayDeed.CRASH);
                    if (crashed && is(step, Errand.STOP)) {
                        return Optional.of(new Broken("I2", at + 1));
                    }
                }
                return Optional.empty();
            };

    @Test
    void leavesTheTwoStepsThatMatter() {
        Plan broken = brokenPlan(STOP_AFTER_CRASH);

        Plan small = Shrinker.shrink(STOP_AFTER_CRASH, () -> true, broken, "I2").plan();

        assertThat(small.steps()).hasSize(2);
        assertThat(small.steps().get(0).step().kind()).isEqualTo("GatewayDeed.CRASH");
        assertThat(small.steps().get(1).step().kind()).isEqualTo("Errand.STOP");
        assertThat(broken.steps()).containsAll(small.steps());
    }

    @Test
    void keepsAsManyStepsAsTheRuleNeeds() {
        Trial needsFivePasses =
                plan -> {
                    List<Integer> passes = new ArrayList<>();
                    for (int at = 0; at < plan.steps().size(); at++) {
                        if (plan.steps().get(at).step() instanceof Step.Pass) {
                            passes.add(at);
                        }
                    }
                    return passes.size() < 5
                            ? Optional.empty()
                            : Optional.of(new Broken("I1", passes.get(4) + 1));
                };

        Plan small =
                Shrinker.shrink(needsFivePasses, () -> true, StepSource.plan(3, 400), "I1").plan();

        assertThat(small.steps()).hasSize(5);
        assertThat(small.steps()).extracting(Numbered::step).containsOnly(new Step.Pass(0));
    }

    @Test
    void isNotContentWithAnotherRule() {
        Trial trial =
                plan -> {
                    boolean both = STOP_AFTER_CRASH.run(plan).isPresent();
                    boolean one =
                            plan.steps().stream().anyMatch(n -> is(n.step(), GatewayDeed.CRASH));
                    return both
                            ? Optional.of(new Broken("I2", plan.steps().size()))
                            : one
                                    ? Optional.of(new Broken("I4", plan.steps().size()))
                                    : Optional.empty();
                };
        Plan broken =
                new Plan(
                        1,
                        StepSource.plan(1, 0).temper(),
                        List.of(
                                new Numbered(0, CRASH),
                                new Numbered(1, new Step.Pass(5)),
                                new Numbered(2, STOP)));

        Plan small = Shrinker.shrink(trial, () -> true, broken, "I2").plan();

        assertThat(small.steps()).extracting(Numbered::number).containsExactly(0, 2);
    }

    @Test
    void makesTheRunSimpler() {
        Trial needsTwoNodes =
                plan ->
                        plan.temper().cast().nodes() < 2
                                ? Optional.empty()
                                : Optional.of(new Broken("I3", 0));
        Plan broken =
                new Plan(
                        1,
                        new Temper(
                                new Cast(4, 3, 3, 2, 1),
                                List.of(),
                                List.of(),
                                10,
                                30,
                                1000,
                                false,
                                3),
                        List.of());

        Temper small = Shrinker.shrink(needsTwoNodes, () -> true, broken, "I3").plan().temper();

        assertThat(small.cast()).isEqualTo(new Cast(2, 0, 1, 0, 0));
        assertThat(small.calm()).isTrue();
        assertThat(small.tightness()).isZero();
    }

    @Test
    void stopsWhenNobodyWantsToWait() {
        Plan broken = brokenPlan(STOP_AFTER_CRASH);
        AtomicInteger left = new AtomicInteger(20);

        Shrinker.Shrunk shrunk =
                Shrinker.shrink(STOP_AFTER_CRASH, () -> left.getAndDecrement() > 0, broken, "I2");

        assertThat(shrunk.trials()).isLessThanOrEqualTo(21);
        assertThat(STOP_AFTER_CRASH.run(shrunk.plan())).isPresent();
    }

    private static Plan brokenPlan(Trial trial) {
        for (long seed = 0; seed < 100; seed++) {
            Plan plan = StepSource.plan(seed, 400);
            if (trial.run(plan).isPresent()) {
                return plan;
            }
        }
        throw new AssertionError("no seed breaks it");
    }

    private static boolean is(Step step, Deed deed) {
        return step instanceof Step.Happens happens && happens.deed() == deed;
    }
}
