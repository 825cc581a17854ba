package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.SchedulingGate;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Claw protocol sections 4.1 and 4.2, move by move. */
class WorkloadLifecycleTest {
    private final Cluster cluster = new Cluster();

    @Test
    void startsOnTheDevicesItNames() {
        cluster.register(1, 2);

        Outcome outcome = cluster.submit(1, 2);

        assertThat(outcome).isEqualTo(new Outcome.Placed(Cluster.workload(1), Cluster.node(1)));
        assertThat(cluster.takeEffects().getLast())
                .isInstanceOfSatisfying(
                        Effect.Start.class,
                        start -> {
                            assertThat(start.workload().state()).isEqualTo(WorkloadState.STARTING);
                            assertThat(start.workload().attempt()).isEqualTo(1);
                            assertThat(start.workload().allocation())
                                    .extracting(Allocation::gpuIndexes)
                                    .isEqualTo(List.of(0, 1));
                        });
    }

    @Test
    void refusesAndForgetsWhatDoesNotFit() {
        cluster.register(1, 1);

        Outcome outcome = cluster.submit(1, 2);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NO_CAPACITY));
        assertThat(cluster.state.workload(Cluster.workload(1))).isNull();
    }

    @Test
    void refusesAPolicyThatThePlacerDoesNotKnow() {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        SchedulingRequirements unknown =
                new SchedulingRequirements(
                        List.of(),
                        null,
                        none.node(),
                        none.neighbours(),
                        none.queue(),
                        null,
                        null,
                        "best_fti");
        cluster.register(1, 1);

        Outcome outcome = cluster.queue(1, Cluster.spec(1, unknown));

        assertThat(outcome)
                .isEqualTo(
                        new Outcome.Refused(
                                ErrorCode.INVALID_REQUEST,
                                "scheduling.policy: unknown 'best_fti'; known: first_fit"));
    }

    @Test
    void startsWhatIsQueuedWhenANodeComes() {
        cluster.queue(1, Cluster.spec(1));

        cluster.register(1, 1);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
    }

    @Test
    void freesDevicesAtTheEndOnly() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.queue(2, Cluster.spec(1));
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        assertThat(cluster.stateOf(2)).isEqualTo(WorkloadState.PENDING);

        cluster.report(1, session, 1, WorkloadState.COMPLETED);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.COMPLETED);
        assertThat(cluster.record(1).finishedAt()).isEqualTo(cluster.now().wall());
        assertThat(cluster.stateOf(2)).isEqualTo(WorkloadState.STARTING);
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "COMPLETED", "FAILED"})
    void keepsAFinalState(WorkloadState last) {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.report(1, session, 1, last);

        for (WorkloadState next : WorkloadState.values()) {
            cluster.report(1, session, 1, next);
        }

        assertThat(cluster.stateOf(1)).isEqualTo(last);
    }

    @Test
    void refusesAnIllegalStepAndChangesNothing() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        WorkloadRecord before = cluster.record(1);

        Outcome outcome = cluster.report(1, session, 1, WorkloadState.STARTING);

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(cluster.record(1)).isEqualTo(before);
    }

    @Test
    void passesThroughRunningWhenTheNodeSaysOnlyThatItCompleted() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);

        cluster.report(1, session, 1, WorkloadState.COMPLETED);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.COMPLETED);
        assertThat(cluster.record(1).startedAt()).isEqualTo(cluster.now().wall());
    }

    @Test
    void passesThroughStoppingWhenANodeEndsItUnasked() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);

        cluster.report(1, session, 1, WorkloadState.STOPPED);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPED);
    }

    @Test
    void stopsWhatRunsWithGraceAndWithoutWhenForced() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.takeEffects();

        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));
        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));
        cluster.apply(new Command.StopWorkload(Cluster.workload(1), true));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPING);
        assertThat(cluster.takeEffects())
                .extracting(effect -> ((Effect.Stop) effect).grace())
                .containsExactly(Cluster.SETTINGS.stopGrace(), Duration.ZERO);
    }

    @Test
    void staysStartingWhenStoppedThenAndGoesOnToStoppingWhenItRuns() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);

        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));
        WorkloadState meanwhile = cluster.stateOf(1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);

        assertThat(meanwhile).isEqualTo(WorkloadState.STARTING);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPING);
    }

    @Test
    void stopsWhatWaitsAtOnce() {
        cluster.queue(1, Cluster.spec(1));

        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPED);
        assertThat(cluster.placer.queued()).isEmpty();
    }

    @Test
    void refusesToStopWhatHasEnded() {
        cluster.queue(1, Cluster.spec(1));
        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));

        Outcome outcome = cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void holdsAGatedWorkloadBackUntilItsLastGateGoes() {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        SchedulingRequirements gated =
                new SchedulingRequirements(
                        List.of(
                                new SchedulingGate("data", null, null),
                                new SchedulingGate("licence", null, null)),
                        none.gpu(),
                        none.node(),
                        none.neighbours(),
                        none.queue(),
                        null,
                        null,
                        null);
        cluster.register(1, 1);
        Outcome submitted =
                cluster.apply(
                        new Command.SubmitWorkload(
                                Cluster.workload(1), Cluster.spec(1, gated), null, false));

        Outcome first = cluster.apply(new Command.ClearGate(Cluster.workload(1), "data"));
        WorkloadState between = cluster.stateOf(1);
        Outcome last = cluster.apply(new Command.ClearGate(Cluster.workload(1), "licence"));

        assertThat(submitted)
                .isEqualTo(
                        new Outcome.Waiting(
                                Cluster.workload(1),
                                List.of("data", "licence"),
                                "waiting for gates"));
        assertThat(first).isEqualTo(new Outcome.GateCleared(List.of("licence")));
        assertThat(between).isEqualTo(WorkloadState.PENDING);
        assertThat(last).isEqualTo(new Outcome.GateCleared(List.of()));
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
    }

    @Test
    void givesAnEvictedWorkloadANewAttempt() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.placer.plan(
                new Decision.Evict(Cluster.workload(1), Cluster.workload(9), "for workload 9"));

        cluster.pass(Duration.ofSeconds(1));
        WorkloadState evicting = cluster.stateOf(1);
        cluster.report(1, session, 1, WorkloadState.STOPPED);

        assertThat(evicting).isEqualTo(WorkloadState.STOPPING);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
        assertThat(cluster.record(1).attempt()).isEqualTo(2);
    }

    @Test
    void failsWhatDoesNotStartInTimeAndTellsTheNodeFirst() {
        cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.takeEffects();

        cluster.pass(Cluster.SETTINGS.startTimeout());

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(cluster.takeEffects()).singleElement().isInstanceOf(Effect.Stop.class);
    }

    @Test
    void repeatsAnUnheededStopWithoutGraceAndKeepsTheDevices() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));
        cluster.takeEffects();

        cluster.pass(Cluster.SETTINGS.stopGrace().plus(Cluster.SETTINGS.stopTimeout()));

        assertThat(cluster.takeEffects())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Stop.class, stop -> assertThat(stop.grace()).isZero());
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPING);
    }

    @Test
    void forgetsFinishedWorkloadsAfterAWhile() {
        cluster.queue(1, Cluster.spec(1));
        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));

        cluster.pass(Cluster.SETTINGS.keepFinished());

        assertThat(cluster.state.workload(Cluster.workload(1))).isNull();
    }

    @Test
    void numbersEventsWithoutGaps() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.report(1, session, 1, WorkloadState.COMPLETED);

        List<Long> sequences =
                cluster.changes().stream()
                        .filter(Change.EventRecorded.class::isInstance)
                        .map(change -> ((Change.EventRecorded) change).event().sequence())
                        .toList();

        assertThat(sequences).hasSizeGreaterThan(4);
        for (int i = 0; i < sequences.size(); i++) {
            assertThat(sequences.get(i)).isEqualTo(i + 1);
        }
    }
}
