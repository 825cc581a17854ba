package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node will not return. */
class NodeDeleteTest {
    private final Cluster cluster = new Cluster();
    private SessionId session;

    @BeforeEach
    void aNodeWithWork() {
        session = cluster.register(1, 2);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
    }

    @Test
    void isRefusedWhileTheNodeIsConnected() {
        assertThat(delete())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.detail()).contains("is connected"));
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.RUNNING);
    }

    @Test
    void isRefusedWhereNobodyKnowsTheNode() {
        assertThat(cluster.apply(new Command.DeleteNode(Cluster.node(9))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NODE_NOT_FOUND));
    }

    @Test
    void givesUpWhatTheNodeHeldAtOnce() {
        leave();

        assertThat(delete()).isInstanceOf(Outcome.Done.class);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(cluster.record(1).toString()).contains("was deleted");
        assertThat(kinds()).contains(Event.Kind.NODE_DELETED, Event.Kind.NODE_FORGOTTEN);
        assertThat(forgotten()).isTrue();
    }

    @Test
    void letsNothingOfItRunOnThatReturns() {
        leave();
        delete();
        cluster.takeEffects();

        session = cluster.register(1, 2, List.of(running(Cluster.workload(1))));

        assertThat(cluster.takeEffects())
                .filteredOn(Effect.Stop.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Stop.class,
                        stop -> assertThat(stop.workload()).isEqualTo(Cluster.workload(1)));
        assertThat(cluster.stateOf(1)).as("not adopted").isEqualTo(WorkloadState.FAILED);
    }

    /** It is given nothing new before it has stopped that. */
    @Test
    void letsNothingRunOnOfANodeThatDoesNotSayWhatItRuns() {
        leave();
        delete();
        cluster.takeEffects();

        session = cluster.register(1, 2, null);

        assertStopped(cluster);
    }

    @Test
    void knowsThatAfterARestartToo() {
        leave();
        delete();

        Cluster restarted = cluster.restart();
        restarted.register(1, 2, null);

        assertStopped(restarted);
    }

    private static void assertStopped(Cluster cluster) {
        assertThat(cluster.takeEffects())
                .filteredOn(Effect.Stop.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Stop.class,
                        stop -> assertThat(stop.workload()).isEqualTo(Cluster.workload(1)));
        assertThat(cluster.placer.node(Cluster.node(1)).availability())
                .isEqualTo(Availability.AVOIDED);
    }

    @Test
    void leavesACordonForAReturn() {
        cluster.apply(new Command.CordonNode(Cluster.node(1), "fan 3"));
        leave();
        delete();
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(forgotten()).isFalse();

        cluster.register(1, 2);

        assertThat(cluster.placer.node(Cluster.node(1)).availability())
                .isEqualTo(Availability.CORDONED);
    }

    private Outcome delete() {
        return cluster.apply(new Command.DeleteNode(Cluster.node(1)));
    }

    private void leave() {
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
    }

    private static RunningAttempt running(WorkloadId workload) {
        return new RunningAttempt(workload, 1, WorkloadState.RUNNING);
    }

    private boolean forgotten() {
        return cluster.changes().stream().anyMatch(Change.NodeForgotten.class::isInstance);
    }

    private List<Event.Kind> kinds() {
        return cluster.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event().kind())
                .toList();
    }
}
