package dev.clawgateway.simulation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clawgateway.simulation.plan.Plan.Numbered;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanTextTest {
    @Test
    void readsWhatItWrote() {
        for (long seed = 0; seed < 20; seed++) {
            Plan small = shrunk(seed);

            assertThat(PlanText.read(seed, PlanText.write(small, 300))).isEqualTo(small);
        }
    }

    @Test
    void isShort() {
        assertThat(PlanText.write(shrunk(1), 300))
                .matches("300:[-0-9=.~A-Z_]+@[0-9,]+,(calm|real),[0-3]");
    }

    @Test
    void tellsNeighboursAsARange() {
        Plan whole = StepSource.plan(5, 100);

        assertThat(PlanText.write(whole, 100)).startsWith("100:0~99@");
        assertThat(PlanText.read(5, PlanText.write(whole, 100))).isEqualTo(whole);
    }

    @Test
    void readsAnEmptyPlan() {
        Plan none = StepSource.plan(5, 0);

        assertThat(PlanText.read(5, PlanText.write(none, 0))).isEqualTo(none);
    }

    @Test
    void refusesWhatIsNoPlan() {
        assertThatIllegalArgumentException().isThrownBy(() -> PlanText.read(1, "nonsense"));
        assertThatIllegalArgumentException().isThrownBy(() -> PlanText.read(1, "10:1@1,1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanText.read(1, "10:x@1,1,1,1,1,calm,0"));
    }

    /** Every sort of change that a shrinker makes: a step less, a shorter pass, a wish less. */
    private static Plan shrunk(long seed) {
        Trial manySteps =
                plan -> {
                    long submissions =
                            plan.steps().stream()
                                    .map(Numbered::step)
                                    .filter(Step.Submit.class::isInstance)
                                    .count();
                    long passed =
                            plan.steps().stream()
                                    .map(Numbered::step)
                                    .mapToLong(
                                            s -> s instanceof Step.Pass(long millis) ? millis : 0)
                                    .sum();
                    return submissions >= 3 && passed > 2000
                            ? Optional.of(new Trial.Broken("I1", plan.steps().size()))
                            : Optional.empty();
                };
        return Shrinker.shrink(manySteps, () -> true, StepSource.plan(seed, 300), "I1").plan();
    }
}
