package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.state.settings.RecoverySettings;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a node says of attempts that are not current. It answers each stop, so whatever makes the
 * gateway send one in answer to that would go on for ever.
 */
class StrayAttemptTest {
    private Cluster cluster = new Cluster();

    @Test
    void doesNotAnswerWhatANodeRepeatsOfFinishedWork() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        history(session, 1, 1);

        SessionId next = cluster.register(1, 1, List.of(running(1, 1)));
        history(next, 1, 1);
        history(next, 1, 1);

        assertThat(stops()).isEmpty();
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.COMPLETED);
    }

    @Test
    void takesForARepeatWhatCameToItsOwnEndAfterAStop() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, 1, WorkloadState.RUNNING, null, null);
        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));
        Outcome first = cluster.report(1, session, 1, 1, WorkloadState.COMPLETED, 0, null);

        Outcome again = cluster.report(1, session, 1, 1, WorkloadState.COMPLETED, 0, null);

        assertThat(first).isNotInstanceOf(Outcome.Refused.class);
        assertThat(again).isInstanceOf(Outcome.Unchanged.class);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPED);
    }

    @Test
    void remembersOverItsOwnRestartWhatANodeHasEnded() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        history(session, 1, 1);
        cluster = cluster.restart();

        SessionId next = cluster.register(1, 1, List.of(running(1, 1)));
        history(next, 1, 1);

        assertThat(stops()).isEmpty();
    }

    @Test
    void doesNotAnswerWhatANodeRepeatsOfAnEarlierAttempt() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, 1, WorkloadState.RUNNING, null, null);
        cluster.evict(1);
        cluster.report(1, session, 1, 1, WorkloadState.STOPPED, 143, null);
        cluster.takeEffects();

        SessionId next = cluster.register(1, 1, List.of(running(1, 1), running(1, 2)));
        history(next, 1, 1);

        assertThat(stops()).isEmpty();
        assertThat(cluster.record(1).attempt()).isEqualTo(2);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.RUNNING);
    }

    @Test
    void tellsANodeOnceInASessionToStopWhatWasGivenUp() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(Cluster.SETTINGS.nodeTimeout());

        SessionId second = cluster.register(1, 1, List.of(running(1, 1)));
        cluster.report(1, second, 1, 1, WorkloadState.RUNNING, null, null);
        cluster.report(1, second, 1, 1, WorkloadState.STOPPING, null, null);
        assertThat(stops()).hasSize(1);

        SessionId third = cluster.register(1, 1, List.of(running(1, 1)));
        assertThat(stops()).as("the session, and the frame with it, may have broken").hasSize(1);
        history(third, 1, 1);
        history(third, 1, 1);
        assertThat(stops()).isEmpty();
    }

    @Test
    void tellsANodeThatCountsNoAttemptsToStopWhatWasGivenUpAndIsForgotten() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(Cluster.SETTINGS.nodeTimeout());
        cluster.pass(Cluster.SETTINGS.keepFinished());
        cluster = cluster.restart();
        assertThat(cluster.state.workload(Cluster.workload(1))).isNull();
        SessionId next = cluster.register(1, 1);
        cluster.takeEffects();

        cluster.report(1, next, 1, WorkloadState.RUNNING);
        cluster.report(1, next, 1, WorkloadState.RUNNING);
        assertThat(stops()).hasSize(1);

        cluster.report(1, next, 1, WorkloadState.STOPPED);
        cluster.report(1, next, 1, WorkloadState.STOPPED);
        assertThat(stops()).isEmpty();
        assertThat(cluster.state.workload(Cluster.workload(1))).isNull();
    }

    @Test
    void tellsANodeThatCountsNoAttemptsToStopWhatWasNotStartedInTime() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        cluster.pass(Cluster.SETTINGS.startTimeout().minusSeconds(30));
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(Duration.ofSeconds(30));
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        SessionId next = cluster.register(1, 1);
        cluster.takeEffects();

        cluster.report(1, next, 1, WorkloadState.RUNNING);
        cluster.report(1, next, 1, WorkloadState.RUNNING);
        assertThat(stops()).hasSize(1);

        cluster.report(1, next, 1, WorkloadState.STOPPED);
        cluster.report(1, next, 1, WorkloadState.STOPPED);
        assertThat(stops()).isEmpty();
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void tellsANodeToStopWhatItHasNeverHeardOfUntilItHasEnded() {
        cluster = new Cluster(stoppingUnknownWork());
        SessionId session = cluster.register(1, 1);

        for (int round = 0; round < 100; round++) {
            history(session, 1, 1);
        }

        assertThat(stops()).hasSize(1);
    }

    @Test
    void tellsOtherStraysAfterOneWasTold() {
        cluster = new Cluster(stoppingUnknownWork());
        cluster.register(1, 1, List.of(running(1, 1), running(1, 2), running(2, 1)));

        assertThat(stops()).hasSize(3);
    }

    /** What an agent repeats of an attempt of which it does not know that it was heard. */
    private void history(SessionId session, int workload, int attempt) {
        cluster.report(1, session, workload, attempt, WorkloadState.RUNNING, null, null);
        cluster.report(1, session, workload, attempt, WorkloadState.COMPLETED, 0, "exit code 0");
    }

    private static CoreSettings stoppingUnknownWork() {
        return Cluster.SETTINGS.with(
                new RecoverySettings(RecoverySettings.UnknownWork.STOP, Duration.ZERO));
    }

    private static RunningAttempt running(int workload, int attempt) {
        return new RunningAttempt(Cluster.workload(workload), attempt, WorkloadState.RUNNING);
    }

    private List<Effect> stops() {
        return cluster.takeEffects().stream().filter(Effect.Stop.class::isInstance).toList();
    }
}
