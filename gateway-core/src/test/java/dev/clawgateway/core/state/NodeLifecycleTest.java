package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.Failed;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.state.settings.RecoverySettings;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Claw protocol sections 4.3 and 4.4; design section 5. */
class NodeLifecycleTest {
    private Cluster cluster = new Cluster();

    @Test
    void admitsBeforeAnyOtherEffect() {
        cluster.queue(1, Cluster.spec(1));

        cluster.register(1, 1);

        assertThat(cluster.takeEffects())
                .extracting(effect -> effect.getClass().getSimpleName())
                .containsExactly("Admit", "Start");
    }

    @Test
    void closesTheOlderSessionOfTheSameNode() {
        SessionId older = cluster.register(1, 1);
        cluster.takeEffects();

        SessionId newer = cluster.register(1, 1);

        assertThat(cluster.takeEffects())
                .containsExactly(
                        new Effect.Close(Cluster.node(1), older, Effect.Close.Cause.SUPERSEDED),
                        new Effect.Admit(Cluster.node(1), newer));
    }

    @Test
    void ignoresTheEndOfASupersededSession() {
        SessionId older = cluster.register(1, 1);
        cluster.register(1, 1);

        cluster.apply(new Command.SessionClosed(Cluster.node(1), older));

        assertThat(cluster.submit(1, 1)).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void believesOnlyTheNodeThatHoldsTheWorkload() {
        SessionId holder = cluster.register(1, 1);
        cluster.submit(1, 1);
        SessionId other = cluster.register(2, 1);

        Outcome outcome = cluster.report(2, other, 1, WorkloadState.FAILED);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
        assertThat(cluster.report(1, holder, 1, WorkloadState.RUNNING))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void tellsANodeToStopAnAttemptThatIsNotCurrent() {
        cluster = new Cluster(stoppingUnknownWork());
        SessionId session = cluster.register(1, 1);
        cluster.takeEffects();

        cluster.apply(
                new Command.ReportWorkload(
                        Cluster.node(1),
                        session,
                        Cluster.workload(7),
                        WorkloadState.RUNNING,
                        3,
                        null,
                        null));

        assertThat(cluster.takeEffects())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Stop.class,
                        stop -> {
                            assertThat(stop.workload()).isEqualTo(Cluster.workload(7));
                            assertThat(stop.attempt()).isEqualTo(3);
                        });
    }

    private static CoreSettings stoppingUnknownWork() {
        return Cluster.SETTINGS.with(
                new RecoverySettings(RecoverySettings.UnknownWork.STOP, Duration.ZERO));
    }

    @Test
    void keepsItsWorkloadsUntilTheNodeTimeoutHasPassed() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));

        cluster.pass(Cluster.SETTINGS.nodeTimeout().minusNanos(1));
        WorkloadState before = cluster.stateOf(1);
        cluster.pass(Duration.ofNanos(1));

        assertThat(before).isEqualTo(WorkloadState.RUNNING);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(cluster.record(1).word()).contains("lost");
    }

    @Test
    void losesNothingWhenTheNodeReturnsInTime() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(Cluster.SETTINGS.nodeTimeout().minusSeconds(1));

        cluster.register(
                1, 1, List.of(new RunningAttempt(Cluster.workload(1), 1, WorkloadState.RUNNING)));
        cluster.pass(Cluster.SETTINGS.nodeTimeout());

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.RUNNING);
    }

    @Test
    void keepsTheExitCodeOfWhatEndedWhileTheNodeWasAway() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));

        cluster.register(
                1,
                1,
                List.of(RunningAttempt.ended(Cluster.workload(1), 1, WorkloadState.FAILED, 137)));

        assertThat(cluster.record(1))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.exitCode()).isEqualTo(137));
    }

    @Test
    void sendsAnUnconfirmedStartAgainWhenTheNodeReturns() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.takeEffects();

        SessionId next = cluster.register(1, 1, List.of());

        assertThat(cluster.takeEffects())
                .containsExactly(
                        new Effect.Admit(Cluster.node(1), next),
                        new Effect.Start(Cluster.node(1), next, (Starting) cluster.record(1)));
    }

    @Test
    void failsWhatARunningNodeNoLongerHas() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);

        cluster.register(1, 1, List.of());

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void assumesNothingOfANodeThatDoesNotSayWhatItRuns() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);

        cluster.register(1, 1);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.RUNNING);
    }

    @Test
    void stopsOnReturnWhatIsNotKnownWhereThatIsWanted() {
        cluster = new Cluster(stoppingUnknownWork());
        SessionId session =
                cluster.register(
                        1,
                        1,
                        List.of(new RunningAttempt(Cluster.workload(5), 2, WorkloadState.RUNNING)));

        assertThat(cluster.takeEffects())
                .contains(
                        new Effect.Stop(
                                Cluster.node(1),
                                session,
                                Cluster.workload(5),
                                2,
                                Cluster.SETTINGS.stopGrace(),
                                "not the current attempt",
                                true));
    }

    @Test
    void placesNothingOnADrainingDegradedOrDisconnectedNode() {
        SessionId session = cluster.register(1, 1);

        cluster.apply(new Command.DrainNode(Cluster.node(1), true));
        Outcome draining = cluster.submit(1, 1);
        cluster.apply(new Command.DrainNode(Cluster.node(1), false));
        cluster.apply(
                new Command.ReportLiveness(
                        Cluster.node(1),
                        session,
                        true,
                        cluster.now().nanos(),
                        Cluster.SETTINGS.nodeTimeout()));
        Outcome degraded = cluster.submit(2, 1);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        Outcome disconnected = cluster.submit(3, 1);
        cluster.register(1, 1);
        Outcome back = cluster.submit(4, 1);

        assertThat(List.of(draining, degraded, disconnected))
                .allMatch(Outcome.Refused.class::isInstance);
        assertThat(back).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void namesWhyANamedTargetIsNotAvailable() {
        cluster.register(1, 1);
        cluster.apply(new Command.DrainNode(Cluster.node(1), true));

        Outcome outcome =
                cluster.apply(
                        new Command.SubmitWorkload(
                                Cluster.workload(1), Cluster.spec(1), Cluster.node(1), false));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.detail()).contains("draining"));
    }

    @Test
    void keepsDrainAndOperatorsMarksOverARegistration() {
        cluster.register(1, 1);
        cluster.apply(new Command.DrainNode(Cluster.node(1), true));
        cluster.apply(new Command.SetNodeLabel(Cluster.node(1), "pool", "batch"));
        cluster.apply(
                new Command.SetNodeCondition(
                        Cluster.node(1), "scratch", ConditionStatus.TRUE, "Mounted"));

        cluster.register(1, 1);

        NodeRecord node = lastSaved();
        assertThat(node.draining()).isTrue();
        assertThat(node.labels()).containsEntry("pool", "batch");
        assertThat(node.conditions().values())
                .extracting(NodeCondition::status)
                .containsExactly(ConditionStatus.TRUE);
    }

    @Test
    void refusesOneNodeTooMany() {
        Cluster small =
                new Cluster(
                        new CoreSettings(
                                Duration.ofSeconds(120),
                                Duration.ofMinutes(15),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(30),
                                Duration.ofDays(7),
                                Duration.ofDays(7),
                                1,
                                10,
                                10,
                                false));
        small.register(1, 1);

        Outcome outcome =
                small.apply(
                        new Command.RegisterNode(
                                Cluster.node(2),
                                Cluster.session(9),
                                "second",
                                new NodeCapacity(List.of(), 0, 0, List.of()),
                                NodeRecord.Marks.NONE,
                                null));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void forgetsANodeThatStaysAway() {
        SessionId session = cluster.register(1, 1);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));

        cluster.pass(Cluster.SETTINGS.forgetNodeAfter());

        assertThat(cluster.changes()).contains(new Change.NodeForgotten(Cluster.node(1)));
    }

    private NodeRecord lastSaved() {
        return cluster.changes().stream()
                .filter(Change.NodeSaved.class::isInstance)
                .map(change -> ((Change.NodeSaved) change).node())
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
