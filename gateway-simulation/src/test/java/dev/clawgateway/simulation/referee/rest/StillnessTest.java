package dev.clawgateway.simulation.referee.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StillnessTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Map<WorkloadState, Integer> counted = new EnumMap<>(WorkloadState.class);
    private final Listening judge = new Listening();
    private final Stage stage = new Stage(judge);
    private final Stillness stillness = new Stillness(stage.history(), stage::now, this::totals);
    private long link;
    private int heldApart;

    /** Hands on what it hears. */
    private static final class Listening implements Judge {
        private @Nullable Stillness told;

        @Override
        public Invariant invariant() {
            return Invariant.LIVENESS;
        }

        @Override
        public void hear(Fact fact, History history) {
            if (told != null) {
                told.hear(fact);
            }
        }
    }

    private FleetTotals totals() {
        int active =
                counted.entrySet().stream()
                        .filter(state -> !state.getKey().isFinal())
                        .mapToInt(Map.Entry::getValue)
                        .sum();
        return new FleetTotals(
                1,
                1,
                1,
                0,
                0,
                2,
                48_000,
                active,
                0,
                new FleetTotals.Strange(0, heldApart, List.of(), 0),
                FleetTotals.Drains.NONE,
                counted,
                Map.of());
    }

    @BeforeEach
    void oneRuns() {
        judge.told = stillness;
        stage.machine("m1");
        link = stage.registers("m1", List.of());
        stage.submits(1, 1);
        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void lastsWhileNothingButHeartbeatsIsSaid() {
        stage.pass(6);
        stage.beats("m1", link, null);
        stage.pass(6);
        assertThat(stillness.lasts(LONG)).isTrue();

        stage.reports("m1", link, 1, 1, WorkloadState.RUNNING, null);
        assertThat(stillness.lasts(LONG)).isFalse();
    }

    @Test
    void beginsAnewWithEachWait() {
        stage.pass(12);
        stillness.begin();

        assertThat(stillness.lasts(LONG)).isFalse();
    }

    @Test
    void isInTouchOnceEachNodeWasAnsweredSince() {
        stage.pass(60);
        long since = stage.now();
        assertThat(stillness.inTouch(since)).isFalse();

        stage.beats("m1", link, null);
        assertThat(stillness.inTouch(since)).isTrue();

        stage.tell(new MachineFact.Died("m1"));
        assertThat(stillness.inTouch(since)).isFalse();
    }

    @Test
    void isSettledWhenAsMuchRunsAsIsCounted() {
        counted.put(WorkloadState.STARTING, 1);
        assertThat(stillness.settled()).isFalse();

        counted.put(WorkloadState.STARTING, 0);
        counted.put(WorkloadState.RUNNING, 1);
        assertThat(stillness.settled()).isFalse();

        stage.ran("m1", 1, 1, "a");
        assertThat(stillness.settled()).isTrue();
        counted.put(WorkloadState.PENDING, 1);
        assertThat(stillness.settled()).isTrue();
        assertThat(stillness.served()).isFalse();
    }

    /** It may be the one that is counted, at the node that its machine was before. */
    @Test
    void isNotSettledWhileSomethingIsHeldApart() {
        counted.put(WorkloadState.RUNNING, 1);
        stage.ran("m1", 1, 1, "a");

        heldApart = 1;

        assertThat(stillness.settled()).isFalse();
    }

    @Test
    void isEmptyWhenNothingIsCountedAndNothingRuns() {
        counted.put(WorkloadState.STOPPING, 1);
        long process = stage.ran("m1", 1, 1, "a");
        assertThat(stillness.empty()).isFalse();

        counted.clear();
        counted.put(WorkloadState.STOPPED, 1);
        assertThat(stillness.empty()).isFalse();

        stage.ended("m1", process, 1, 1);
        assertThat(stillness.empty()).isTrue();
    }
}
