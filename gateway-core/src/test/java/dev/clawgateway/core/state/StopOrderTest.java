package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stop keeps the grace it was asked with, whatever restarts meanwhile; only force ends that. */
class StopOrderTest {
    private static final Duration GRACE = Cluster.SETTINGS.stopGrace();

    private Cluster cluster = new Cluster();
    private SessionId session = cluster.register(1, 1);

    @Test
    void sendsTheStopAgainWithItsFullGraceAfterARestart() {
        run();
        stop(false);
        cluster = cluster.restart();

        comeBack();

        assertThat(stops()).containsExactly(ordered(GRACE));
    }

    @Test
    void sendsTheStopAgainWithItsFullGraceWhenTheNodeReturns() {
        run();
        stop(false);
        stops();

        comeBack();

        assertThat(stops()).containsExactly(ordered(GRACE));
    }

    @Test
    void keepsForceOverARestartAndALaterStopWithout() {
        run();
        stop(false);
        stop(true);
        stop(false);
        cluster = cluster.restart();

        comeBack();

        assertThat(stops()).containsExactly(ordered(Duration.ZERO));
    }

    @Test
    void looksAfterARestartAgainOnlyWhenTheWholeGraceHasPassed() {
        run();
        stop(false);
        cluster = cluster.restart();
        comeBack();
        stops();

        cluster.pass(GRACE.plus(Cluster.SETTINGS.stopTimeout()).minusMillis(1));
        assertThat(stops()).isEmpty();
        cluster.pass(Duration.ofMillis(1));

        assertThat(stops()).extracting(Effect.Stop::grace).containsExactly(Duration.ZERO);
    }

    @Test
    void remembersAfterARestartToStopWhatWasStarting() {
        cluster.submit(1, 1);
        stop(false);
        cluster = cluster.restart();
        session = cluster.register(1, 1);
        stops();

        cluster.pass(GRACE.plus(Cluster.SETTINGS.stopTimeout()));

        assertThat(stops()).hasSize(1);
    }

    /** Its start may be on its way to the node, which would run it on a device of another. */
    @Test
    void waitsForWhatMayStartOnASessionThatGoesOn() {
        cluster.submit(1, 1);
        stop(false);
        stops();

        cluster.onTheSameSession().register(1, 1, List.of());

        assertThat(cluster.record(1).state().holdsDevices()).isTrue();
        assertThat(stops()).containsExactly(ordered(GRACE));
    }

    @Test
    void leavesWhatANodeStopsByItselfToTheNode() {
        run();
        cluster.report(1, session, 1, WorkloadState.STOPPING);

        comeBack();
        cluster.pass(Duration.ofHours(1));

        assertThat(stops()).isEmpty();
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPING);
    }

    @Test
    void failsWhatANodeStoppedByItselfAndNoLongerKnows() {
        run();
        cluster.report(1, session, 1, WorkloadState.STOPPING);

        cluster.register(1, 1, List.of());

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(cluster.placer.holders()).isEmpty();
    }

    private void run() {
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
    }

    private void stop(boolean force) {
        cluster.apply(new Command.StopWorkload(Cluster.workload(1), force));
    }

    private void comeBack() {
        RunningAttempt still = new RunningAttempt(Cluster.workload(1), 1, WorkloadState.RUNNING);
        session = cluster.register(1, 1, List.of(still));
    }

    private Effect.Stop ordered(Duration grace) {
        return new Effect.Stop(
                Cluster.node(1), session, Cluster.workload(1), 1, grace, "stop requested", true);
    }

    private List<Effect.Stop> stops() {
        return cluster.takeEffects().stream()
                .filter(Effect.Stop.class::isInstance)
                .map(Effect.Stop.class::cast)
                .toList();
    }
}
