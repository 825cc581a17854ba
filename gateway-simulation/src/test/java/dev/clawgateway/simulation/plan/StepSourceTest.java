package dev.clawgateway.simulation.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.simulation.peer.Taste;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StepSourceTest {
    @Test
    void makesTheSamePlanOfTheSameSeed() {
        assertThat(StepSource.plan(7, 300)).isEqualTo(StepSource.plan(7, 300));
    }

    @Test
    void makesAnotherPlanOfAnotherSeed() {
        assertThat(StepSource.plan(7, 300).steps()).isNotEqualTo(StepSource.plan(8, 300).steps());
    }

    @Test
    void beginsALongPlanAsAShortOne() {
        assertThat(StepSource.plan(7, 300).steps())
                .startsWith(StepSource.plan(7, 100).steps().toArray(Plan.Numbered[]::new));
    }

    @Test
    void leavesNothingOutOfAllRuns() {
        Set<String> kinds = new TreeSet<>();
        Set<Taste> tastes = new TreeSet<>();

        for (long seed = 0; seed < 200; seed++) {
            for (Plan.Numbered numbered : StepSource.plan(seed, 200).steps()) {
                kinds.add(numbered.step().kind());
                if (numbered.step() instanceof Step.Submit submit) {
                    tastes.addAll(submit.tastes());
                }
            }
        }

        assertThat(kinds).containsAll(deeds()).contains("Pass", "Submit");
        assertThat(tastes).containsExactly(Taste.values());
    }

    @Test
    void makesRunsOfManyKinds() {
        Set<Temper> tempers =
                LongStream.range(0, 200)
                        .mapToObj(seed -> StepSource.plan(seed, 1).temper())
                        .collect(Collectors.toSet());

        assertThat(tempers).hasSizeGreaterThan(190);
        assertThat(tempers)
                .anyMatch(t -> t.faultPercent() == 0)
                .anyMatch(t -> t.cast().agents() == 0)
                .anyMatch(t -> t.cast().plainNodes() == 0)
                .anyMatch(t -> t.cast().nodes() >= 6)
                .anyMatch(Temper::calm);
    }

    @Test
    void asksForCredentialsInSomeRuns() {
        List<Plan> plans =
                LongStream.range(0, 400).mapToObj(seed -> StepSource.plan(seed, 100)).toList();

        assertThat(plans.stream().filter(plan -> plan.temper().access()).count())
                .isBetween(70L, 130L);
        assertThat(plans)
                .allMatch(plan ->
                        plan.temper().access()
                                || plan.steps().stream()
                                        .map(Plan.Numbered::step)
                                        .noneMatch(StepSourceTest::concernsAccess));
    }

    private static boolean concernsAccess(Step step) {
        return step instanceof Step.Happens happens && happens.deed() instanceof AccessDeed;
    }

    private static Set<String> deeds() {
        return TemperSource.all().stream()
                .map(d -> new Step.Happens(d, 0, 0, 0).kind())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void knowsEveryKindOfDeed() {
        long constants =
                Stream.of(Deed.class.getPermittedSubclasses())
                        .mapToLong(kind -> kind.getEnumConstants().length)
                        .sum();

        assertThat(TemperSource.all()).hasSize((int) constants).doesNotHaveDuplicates();
    }
}
