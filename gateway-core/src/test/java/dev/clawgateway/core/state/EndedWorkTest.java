package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.state.settings.RecoverySettings;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What nodes run of that which the gateway has ended, given up or forgotten: held, or stopped. */
class EndedWorkTest extends UnknownAttempts {
    @Test
    void doesNotTakeOverWhatItEndedAndForgot() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(7, 1);
        cluster.report(1, session, 7, WorkloadState.RUNNING);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(Cluster.SETTINGS.nodeTimeout());
        cluster.pass(Cluster.SETTINGS.keepFinished());
        cluster = cluster.restart();

        register(1, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        assertThat(cluster.state.workload(Cluster.workload(7))).isNull();
        assertThat(stops()).singleElement().matches(stop -> stop.attempt() == 1);
    }

    @Test
    void stopsWhatItEndedAndForgotWhereTheNodeCountsNoAttempts() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(7, 1);
        lose(session);
        cluster.pass(Cluster.SETTINGS.keepFinished());
        cluster = cluster.restart();

        SessionId back = cluster.register(1, 1);
        cluster.report(1, back, 7, WorkloadState.RUNNING);

        assertThat(stops()).singleElement().matches(stop -> stop.attempt() == 1);
        assertThat(availability(1)).isEqualTo(Availability.AVOIDED);
        cluster.report(1, back, 7, WorkloadState.STOPPED);
        assertThat(availability(1)).isEqualTo(Availability.OPEN);
    }

    @Test
    void holdsALaterAttemptOfWhatItEndedAndForgotAndMakesNothingMoreOfIt() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(7, 1);
        cluster.report(1, session, 7, 1, WorkloadState.COMPLETED, 0, null);
        cluster.pass(Cluster.SETTINGS.keepFinished());
        cluster = cluster.restart();

        register(1, 1, running(7, 3, Cluster.spec(1), List.of(0)));

        assertThat(cluster.state.workload(Cluster.workload(7))).isNull();
        assertThat(stops()).isEmpty();
        assertThat(events(Event.Kind.NODE_RUNS_UNKNOWN)).hasSize(1);
        assertThat(cluster.submit(8, 1)).isInstanceOf(refused());
    }

    @Test
    void holdsAnyAttemptOfWhatEndedBeforeItWasPlacedAndIsForgotten() {
        cluster.queue(7, Cluster.spec(1));
        cluster.apply(new Command.StopWorkload(Cluster.workload(7), false));
        cluster.pass(Cluster.SETTINGS.keepFinished());
        cluster = cluster.restart();

        register(1, 1, running(7, 3, Cluster.spec(1), List.of(0)));

        assertThat(cluster.state.workload(Cluster.workload(7))).isNull();
        assertThat(cluster.submit(8, 1)).isInstanceOf(refused());
    }

    @Test
    void holdsTheDevicesAndMakesNothingMoreOfItWhereThatIsWanted() {
        cluster = new Cluster(recovering(RecoverySettings.UnknownWork.HOLD));

        SessionId session = register(1, 1, running(7, 1, Cluster.spec(1), List.of(0)));

        assertThat(cluster.state.workload(Cluster.workload(7))).isNull();
        assertThat(cluster.submit(8, 1)).isInstanceOf(refused());
        assertThat(events(Event.Kind.NODE_RUNS_UNKNOWN)).hasSize(1);
        cluster.report(1, session, 7, 1, WorkloadState.COMPLETED, 0, null);
        assertThat(cluster.submit(9, 1)).isInstanceOf(Outcome.Placed.class);
        assertThat(stops()).isEmpty();
    }

    @Test
    void letsGoOfWhatIsHeldWhenTheNodeReturnsWithoutIt() {
        cluster = new Cluster(recovering(RecoverySettings.UnknownWork.HOLD));
        register(1, 1, running(7, 1, null, List.of(0)));

        register(1, 1);

        assertThat(cluster.placer.holders()).isEmpty();
        assertThat(strangeness()).isNull();
    }

    @Test
    void keepsTheDevicesOfWorkThatOutlivedTheLossOfANodeOfAnotherFleet() {
        cluster.apply(new Command.BeginReign(new FleetId(new UUID(9, 9))));
        RunningAttempt running = running(7, 1, Cluster.spec(1), List.of(0));
        SessionId session = registerOf("fleet-of-old", 1, 1, running);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(Cluster.SETTINGS.nodeTimeout());
        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.FAILED);

        SessionId back = registerOf("fleet-of-old", 1, 1, running);
        cluster.report(1, back, 7, 1, WorkloadState.RUNNING, null, null);

        assertThat(stops()).isEmpty();
        assertThat(cluster.submit(8, 1)).isInstanceOf(refused());
        cluster.report(1, back, 7, 1, WorkloadState.COMPLETED, 0, null);
        assertThat(cluster.submit(9, 1)).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void holdsWhatItTookOverAndGaveUpWithItsNode() {
        RunningAttempt running = running(7, 1, Cluster.spec(1), List.of(0));
        SessionId session = register(1, 1, running);
        lose(session);
        cluster = cluster.restart();

        SessionId back = register(1, 1, running);
        cluster.report(1, back, 7, 1, WorkloadState.RUNNING, null, null);

        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.FAILED);
        assertThat(stops()).isEmpty();
        assertThat(cluster.submit(8, 1)).isInstanceOf(refused());
        cluster.report(1, back, 7, 1, WorkloadState.COMPLETED, 0, null);
        assertThat(cluster.submit(9, 1)).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void holdsWhatItTookOverAndGaveUpWhenThatIsForgottenToo() {
        RunningAttempt running = running(7, 2, Cluster.spec(1), List.of(0));
        SessionId session = register(1, 1, running);
        lose(session);
        cluster.pass(Cluster.SETTINGS.keepFinished());
        cluster = cluster.restart();
        assertThat(cluster.state.workload(Cluster.workload(7))).isNull();

        register(1, 2, running, running(7, 1, Cluster.spec(1), List.of(1)));

        assertThat(stops()).singleElement().matches(stop -> stop.attempt() == 1);
        assertThat(cluster.state.workload(Cluster.workload(7))).isNull();
        assertThat(events(Event.Kind.NODE_RUNS_UNKNOWN)).hasSize(1);
    }

    @Test
    void stopsWhatItTookOverAndGaveUpWhereAnOperatorWantedThat() {
        RunningAttempt running = running(7, 1, Cluster.spec(1), List.of(0));
        SessionId session = register(1, 1, running);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.apply(new Command.StopWorkload(Cluster.workload(7), false));
        cluster.pass(Cluster.SETTINGS.nodeTimeout());
        stops();

        register(1, 1, running);

        assertThat(stops()).singleElement().matches(stop -> stop.attempt() == 1);
    }

    @Test
    void stopsWhatItTookOverAndStartedAgainElsewhere() {
        RestartPolicy always = RestartPolicy.of(RestartPolicy.When.ALWAYS, null);
        cluster.queue(7, Cluster.spec(1, SchedulingRequirements.NONE.with(always)));
        RunningAttempt running = running(7, 1, null, List.of(0));
        SessionId session = register(1, 1, running);
        cluster.register(2, 1);
        lose(session);
        assertThat(cluster.record(7)).isNotInstanceOf(Ended.class);
        stops();

        register(1, 1, running);

        assertThat(stops()).singleElement().matches(stop -> stop.attempt() == 1);
    }
}
