package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Past;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.state.settings.RecoverySettings.UnknownWork;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Another node runs the attempt that is current on node 1: a machine whose folder is lost has
 * another id, or two gateways have counted on from the same state.
 */
class DoubledAttemptTest extends UnknownAttempts {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private SessionId holder = new SessionId("none", 1);

    private SessionId doubled() {
        return doubled(Cluster.spec(1));
    }

    /** It runs on node 1, which goes away, and on node 2, which comes. */
    private SessionId doubled(WorkloadSpec spec) {
        started(spec);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), holder));
        return comes();
    }

    private void started(WorkloadSpec spec) {
        holder = cluster.register(1, 1);
        cluster.queue(7, spec);
        cluster.report(1, holder, 7, WorkloadState.RUNNING);
    }

    private SessionId comes() {
        SessionId session = register(2, 1, running(7, 1, Cluster.spec(1), List.of(0)));
        stops();
        return session;
    }

    private static WorkloadSpec restarting() {
        return Cluster.spec(
                1,
                SchedulingRequirements.NONE.with(
                        new RestartPolicy(RestartPolicy.When.ON_FAILURE, null, PAUSE, PAUSE)));
    }

    private void goesOnOn(int node) {
        assertThat(cluster.record(7))
                .isInstanceOfSatisfying(
                        Held.class,
                        held -> {
                            assertThat(held.state()).isEqualTo(WorkloadState.RUNNING);
                            assertThat(held.node()).isEqualTo(Cluster.node(node));
                            assertThat(held.attempt()).isEqualTo(1);
                            assertThat(held.current().adopted()).isTrue();
                        });
        assertThat(cluster.placer.holders()).containsExactly(Cluster.workload(7));
        assertThat(events(Event.Kind.WORKLOAD_ADOPTED)).hasSize(1);
        assertThat(stops()).isEmpty();
    }

    private void isStopped(int node) {
        assertThat(stops())
                .filteredOn(stop -> stop.node().equals(Cluster.node(node)))
                .singleElement()
                .matches(stop -> stop.attempt() == 1)
                .matches(stop -> stop.grace().equals(Cluster.SETTINGS.stopGrace()));
        assertThat(cluster.placer.holders()).as("held apart no more").doesNotContain(apart());
    }

    private WorkloadId apart() {
        return cluster.placer.holders().stream()
                .filter(id -> !id.equals(Cluster.workload(7)))
                .findFirst()
                .orElse(Cluster.workload(99));
    }

    @Test
    void isLeftAloneForSayingSoWhileItsHolderIsAway() {
        SessionId session = doubled();

        cluster.report(2, session, 7, 1, WorkloadState.RUNNING, null, null);

        assertThat(stops()).isEmpty();
        assertThat(cluster.placer.holders()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"ADOPT", "HOLD"})
    void goesOnWhereItRunsWhenItsHolderIsLost(UnknownWork unknown) {
        cluster = new Cluster(recovering(unknown));
        SessionId session = doubled();

        cluster.pass(Cluster.SETTINGS.nodeTimeout());

        goesOnOn(2);
        assertThat(cluster.record(7).past().lost())
                .containsExactly(new Past.Lost(Cluster.node(1), 1));
        cluster.report(2, session, 7, 1, WorkloadState.COMPLETED, 0, null);
        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.COMPLETED);
        assertThat(cluster.placer.holders()).isEmpty();
    }

    @Test
    void keepsOtherWorkAwayWhereItGoesOnOnDevicesThatNobodyNames() {
        started(Cluster.spec(1));
        cluster.apply(new Command.SessionClosed(Cluster.node(1), holder));
        SessionId session =
                register(2, 1, new RunningAttempt(Cluster.workload(7), 1, WorkloadState.RUNNING));

        cluster.pass(Cluster.SETTINGS.nodeTimeout());

        goesOnOn(2);
        assertThat(availability(2)).isEqualTo(Availability.AVOIDED);
        cluster.report(2, session, 7, 1, WorkloadState.COMPLETED, 0, null);
        assertThat(availability(2)).isEqualTo(Availability.OPEN);
    }

    @Test
    void goesOnWhereItRunsWhenItsHolderIsDeleted() {
        doubled();

        cluster.apply(new Command.DeleteNode(Cluster.node(1)));

        goesOnOn(2);
    }

    @Test
    void goesOnWhereItRunsWhenItsHolderReturnsWithoutIt() {
        doubled();

        register(1, 1);

        goesOnOn(2);
    }

    @Test
    void goesOnWhereItRunsInsteadOfStartingAgain() {
        started(restarting());
        comes();

        cluster.report(1, holder, 7, 1, WorkloadState.FAILED, 3, null);
        cluster.pass(PAUSE.multipliedBy(2));

        goesOnOn(2);
    }

    @Test
    void goesOnWhereItRunsWhenItHadToMakeRoom() {
        started(Cluster.spec(1));
        comes();

        cluster.evict(7);
        stops();
        cluster.report(1, holder, 7, 1, WorkloadState.STOPPED, null, null);

        goesOnOn(2);
    }

    @Test
    void goesOnThoughItsOwnNodeIsAwayAndIsLostWithThatOnly() {
        SessionId session = doubled();
        cluster.pass(Duration.ofSeconds(1));
        cluster.apply(new Command.SessionClosed(Cluster.node(2), session));

        cluster.pass(Cluster.SETTINGS.nodeTimeout().minusSeconds(1));
        goesOnOn(2);
        cluster.pass(Duration.ofSeconds(1));

        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.FAILED);
        assertThat(cluster.placer.holders()).isEmpty();
    }

    @Test
    void hasItsGraceWhenItsHolderReturnsWithIt() {
        SessionId session = doubled();

        register(1, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        isStopped(2);
        assertThat(cluster.record(7).node()).isEqualTo(Cluster.node(1));
        assertThat(availability(2)).isEqualTo(Availability.AVOIDED);
        cluster.report(2, session, 7, 1, WorkloadState.STOPPED, null, null);
        assertThat(availability(2)).isEqualTo(Availability.OPEN);
        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.RUNNING);
    }

    /** Nobody knows which of the two is the right one. */
    @Test
    void isLeftAloneWhenItsHolderReturnsWithWhatWasTakenOver() {
        holder = register(1, 1, running(7, 1, Cluster.spec(1), List.of(0)));
        cluster.apply(new Command.SessionClosed(Cluster.node(1), holder));
        comes();

        register(1, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        assertThat(stops()).isEmpty();
        assertThat(cluster.placer.holders()).hasSize(2);
    }

    /** It would not obey. */
    @Test
    void isLeftAloneWhereItsNodeKnowsAnotherFleet() {
        cluster.apply(new Command.BeginReign(new FleetId(new UUID(9, 9))));
        started(Cluster.spec(1));
        cluster.apply(new Command.SessionClosed(Cluster.node(1), holder));
        registerOf("fleet-of-old", 2, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        register(1, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        assertThat(stops()).isEmpty();
        assertThat(cluster.placer.holders()).hasSize(2);
    }

    @Test
    void hasItsGraceWhenItsWorkloadHasEnded() {
        started(Cluster.spec(1));
        comes();

        cluster.report(1, holder, 7, 1, WorkloadState.COMPLETED, 0, null);

        isStopped(2);
        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.COMPLETED);
    }

    @Test
    void hasItsGraceWhenALaterAttemptIsFound() {
        doubled();

        register(3, 1, running(7, 2, Cluster.spec(1), List.of(0)));

        isStopped(2);
        assertThat(cluster.record(7).node()).isEqualTo(Cluster.node(3));
    }

    @Test
    void endsAtItsReturnWhereItWasAwayWhenItsWorkloadEnded() {
        started(Cluster.spec(1));
        SessionId session = comes();
        cluster.apply(new Command.SessionClosed(Cluster.node(2), session));
        cluster.report(1, holder, 7, 1, WorkloadState.COMPLETED, 0, null);
        assertThat(stops()).isEmpty();

        register(2, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        isStopped(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWithItsWorkloadByAnOperatorsWord(boolean force) {
        SessionId session = doubled();

        cluster.apply(new Command.StopWorkload(Cluster.workload(7), force));

        assertThat(stops())
                .singleElement()
                .matches(stop -> stop.node().equals(Cluster.node(2)) && stop.ordered())
                .matches(stop -> stop.grace().isZero() == force);
        cluster.report(2, session, 7, 1, WorkloadState.STOPPED, null, null);
        cluster.pass(Cluster.SETTINGS.nodeTimeout());
        assertThat(cluster.stateOf(7).isFinal()).isTrue();
        assertThat(cluster.placer.holders()).isEmpty();
    }

    @Test
    void endsAtItsReturnWhereAnOperatorHasStoppedItsWorkload() {
        started(Cluster.spec(1));
        cluster.apply(new Command.StopWorkload(Cluster.workload(7), false));
        cluster.apply(new Command.SessionClosed(Cluster.node(1), holder));
        stops();

        register(2, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        assertThat(stops())
                .singleElement()
                .matches(stop -> stop.node().equals(Cluster.node(2)) && stop.ordered());
    }

    @Test
    void isNotTheWorkloadsAgainWhereAnOperatorHasStoppedThat() {
        doubled();
        cluster.apply(new Command.StopWorkload(Cluster.workload(7), false));
        stops();

        cluster.pass(Cluster.SETTINGS.nodeTimeout());

        isStopped(2);
        assertThat(cluster.stateOf(7).isFinal()).isTrue();
    }

    @Test
    void sayingThatItStopsIsNoWordOfItsHolder() {
        register(1, 1, running(7, 1, Cluster.spec(1), List.of(0)));
        SessionId session = comes();

        cluster.report(2, session, 7, 1, WorkloadState.STOPPING, null, null);

        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.RUNNING);
    }

    /** Its node names it until it knows that its word on the end has come. */
    @Test
    void isNotHeldAgainOnceItsNodeHasSaidThatItIsOver() {
        SessionId session = doubled();
        cluster.report(2, session, 7, 1, WorkloadState.FAILED, 1, null);

        cluster.onTheSameSession();
        register(2, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        assertThat(cluster.placer.holders()).containsExactly(Cluster.workload(7));
        cluster.pass(Cluster.SETTINGS.nodeTimeout());
        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.FAILED);
    }
}
