package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.state.due.DurationText;
import dev.clawgateway.core.workload.SchedulingGate;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a workload is as it is, in words that are true. */
class ReasonTest {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final Cluster cluster = new Cluster();

    @Test
    void saysThatATimeLimitWasReached() {
        SessionId session = cluster.register(1, 1);
        cluster.queue(1, Cluster.spec(1, Cluster.limitedTo(LIMIT)));
        report(session, WorkloadState.RUNNING, null, null);

        cluster.pass(LIMIT);
        String stopping = cluster.record(1).reason();
        report(session, WorkloadState.STOPPED, 143, "stopped");

        assertThat(stopping).isEqualTo("time limit of 3s reached");
        assertThat(cluster.record(1).reason()).isEqualTo("time limit of 3s reached");
        assertThat(cluster.record(1).exitCode()).isEqualTo(143);
    }

    @Test
    void saysThatATimeLimitWasReachedBeforeItFailed() {
        SessionId session = cluster.register(1, 1);
        cluster.queue(1, Cluster.spec(1, Cluster.limitedTo(LIMIT)));
        report(session, WorkloadState.RUNNING, null, null);

        cluster.pass(LIMIT);
        report(session, WorkloadState.FAILED, 1, "exit code 1");

        assertThat(cluster.record(1).reason()).isEqualTo("time limit of 3s reached; exit code 1");
    }

    @Test
    void keepsTheTimeLimitAsTheReasonWhenSomebodyForcesTheStop() {
        SessionId session = cluster.register(1, 1);
        cluster.queue(1, Cluster.spec(1, Cluster.limitedTo(LIMIT)));
        report(session, WorkloadState.RUNNING, null, null);
        cluster.pass(LIMIT);

        cluster.apply(new Command.StopWorkload(Cluster.workload(1), true));
        report(session, WorkloadState.STOPPED, 137, null);

        assertThat(cluster.record(1).reason()).isEqualTo("time limit of 3s reached");
    }

    @Test
    void appliesTheTimeLimitAlsoToWhatItsNodeIsStopping() {
        SessionId session = cluster.register(1, 1);
        cluster.queue(1, Cluster.spec(1, Cluster.limitedTo(LIMIT)));
        report(session, WorkloadState.RUNNING, null, null);
        report(session, WorkloadState.STOPPING, null, null);

        cluster.pass(LIMIT);

        assertThat(cluster.takeEffects().getLast()).isInstanceOf(Effect.Stop.class);
    }

    @Test
    void neverTakesTheNodesWordForTheReasonOfThePlacement() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);

        report(session, WorkloadState.RUNNING, null, "Container x started");

        assertThat(cluster.record(1).reason()).isEqualTo("first fit");
        assertThat(cluster.record(1).placement()).isEqualTo("first fit");
        assertThat(cluster.record(1).word()).isEqualTo("Container x started");
    }

    @Test
    void doesNotGiveThePlacementAsTheReasonOfTheEnd() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);
        report(session, WorkloadState.RUNNING, null, "Container x started");

        report(session, WorkloadState.COMPLETED, 0, null);

        assertThat(cluster.record(1).reason()).isNull();
        assertThat(cluster.record(1).placement()).isEqualTo("first fit");
    }

    @Test
    void saysWhatFailedAlsoWhereTheNodeDoesNot() {
        SessionId session = cluster.register(1, 1);
        cluster.submit(1, 1);

        report(session, WorkloadState.FAILED, 3, null);

        assertThat(cluster.record(1).reason()).isEqualTo("exit code 3");
    }

    @Test
    void tellsWhoStoppedIt() {
        SessionId session = cluster.register(1, 2);
        cluster.submit(1, 1);
        cluster.submit(2, 1);
        cluster.report(1, session, 2, 1, WorkloadState.RUNNING, null, null);
        cluster.report(1, session, 2, 1, WorkloadState.STOPPING, null, "shutting down");
        String stopping = cluster.record(2).reason();

        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));
        report(session, WorkloadState.STOPPED, 143, "killed after its grace period");
        cluster.report(1, session, 2, 1, WorkloadState.STOPPED, 143, null);

        assertThat(cluster.record(1).reason()).isEqualTo("stop requested");
        assertThat(cluster.record(1).word()).isEqualTo("killed after its grace period");
        assertThat(stopping).isEqualTo("its node is stopping it: shutting down");
        assertThat(cluster.record(2).reason()).isEqualTo("its node stopped it");
    }

    @Test
    void saysWhyItWaits() {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        SchedulingRequirements gated =
                new SchedulingRequirements(
                        List.of(new SchedulingGate("data", null, null)),
                        none.gpu(),
                        none.node(),
                        none.neighbours(),
                        none.queue(),
                        null,
                        null,
                        null);
        cluster.queue(1, Cluster.spec(1, gated));
        cluster.queue(2, Cluster.spec(1));

        String before = cluster.record(1).reason();
        cluster.apply(new Command.ClearGate(Cluster.workload(1), "data"));

        assertThat(before).isEqualTo("waits for gate data");
        assertThat(cluster.record(1).reason()).isEqualTo("waits for its turn in the queue");
        assertThat(cluster.record(2).reason()).isEqualTo("waits for its turn in the queue");
    }

    @ParameterizedTest
    @CsvSource({"PT3S, 3s", "PT1H30M, 1h30m", "P2D, 2d", "PT1M0.5S, 1m500ms", "PT0S, 0s"})
    void writesLengthsOfTimeAsPeopleDo(Duration length, String text) {
        assertThat(DurationText.of(length)).isEqualTo(text);
    }

    private void report(
            SessionId session,
            WorkloadState state,
            @Nullable Integer exitCode,
            @Nullable String message) {
        cluster.report(1, session, 1, 1, state, exitCode, message);
    }
}
