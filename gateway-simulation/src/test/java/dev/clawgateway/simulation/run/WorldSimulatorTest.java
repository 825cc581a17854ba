package dev.clawgateway.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.simulation.plan.Plan;
import dev.clawgateway.simulation.plan.StepSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole worlds: the real gateway, the real agents, and all around them from a seed. */
final class WorldSimulatorTest {
    private final Simulator simulator = new WorldSimulator(LogTap.install());

    @Test
    void tellsTheSameStoryOfTheSameSeed() {
        Plan plan = StepSource.plan(3, 120);

        List<String> one = story(plan);
        List<String> other = story(plan);

        assertThat(one).isEqualTo(other).hasSizeGreaterThan(300);
    }

    @Test
    void doesTheSameWhetherOrNotItIsTold() {
        Plan plan = StepSource.plan(3, 120);

        RunOutcome silent = simulator.run(plan, Chronicle.silent());
        RunOutcome told = simulator.run(plan, Chronicle.told());

        assertThat(silent.digest()).isEqualTo(told.digest());
        assertThat(silent.entries()).isEqualTo(told.entries());
    }

    private List<String> story(Plan plan) {
        Chronicle chronicle = Chronicle.told();
        simulator.run(plan, chronicle);
        return chronicle.lines();
    }
}
