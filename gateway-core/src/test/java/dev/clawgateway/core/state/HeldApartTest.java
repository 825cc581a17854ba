package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.state.settings.RecoverySettings.UnknownWork;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does about work that only keeps its devices. */
class HeldApartTest extends UnknownAttempts {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsByAnOperatorsWord(boolean force) {
        cluster = new Cluster(recovering(UnknownWork.HOLD));
        SessionId session = register(1, 1, running(7, 3, Cluster.spec(1), List.of(0)));
        stops();

        Outcome answer = cluster.apply(new Command.StopWorkload(Cluster.workload(7), force));

        assertThat(answer).isInstanceOf(Outcome.Changed.class);
        assertThat(stops())
                .singleElement()
                .matches(stop -> stop.ordered() && stop.attempt() == 3)
                .matches(stop -> stop.grace().equals(Duration.ZERO) == force);
        assertThat(events(Event.Kind.WORKLOAD_STOP_REQUESTED)).hasSize(1);
        assertThat(cluster.placer.holders()).as("it has its grace").hasSize(1);
        cluster.report(1, session, 7, 3, WorkloadState.STOPPED, null, null);
        assertThat(cluster.placer.holders()).isEmpty();
        assertThat(cluster.apply(new Command.StopWorkload(Cluster.workload(7), force)))
                .isInstanceOf(refused());
    }

    @Test
    void endsThoughItsWorkloadHasEndedHere() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(7, 1);
        cluster.report(1, session, 7, WorkloadState.COMPLETED);
        register(2, 1, running(7, 2, null, List.of(0)));
        stops();

        cluster.apply(new Command.StopWorkload(Cluster.workload(7), false));

        assertThat(stops())
                .singleElement()
                .matches(stop -> stop.node().equals(Cluster.node(2)) && stop.attempt() == 2);
        assertThat(cluster.stateOf(7)).isEqualTo(WorkloadState.COMPLETED);
    }

    /** The room of what was taken over elsewhere is not free before that has stopped. */
    @Test
    void aStartThatSucceedsGivesNoRoomAway() {
        SessionId session = cluster.register(1, 2);
        cluster.submit(7, 1);
        cluster.report(1, session, 7, WorkloadState.RUNNING);
        cluster.submit(8, 1);
        register(2, 0, running(7, 2, null, List.of()));

        cluster.report(1, session, 8, WorkloadState.RUNNING);

        assertThat(cluster.submit(9, 1)).isInstanceOf(refused());
        cluster.report(1, session, 7, 1, WorkloadState.STOPPED, null, null);
        assertThat(cluster.submit(10, 1)).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void isNotToldOfWhileItsNodeIsAway() {
        cluster = new Cluster(recovering(UnknownWork.HOLD));
        SessionId session = register(1, 1, running(7, 3, Cluster.spec(1), List.of(0)));
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        stops();

        Outcome answer = cluster.apply(new Command.StopWorkload(Cluster.workload(7), false));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
                            assertThat(refusal.detail()).contains("away");
                        });
        assertThat(stops()).isEmpty();
    }
}
