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
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes are emptied, with and without a deadline. */
class DrainsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration GRACE = Cluster.SETTINGS.stopGrace();

    private Cluster cluster = new Cluster();
    private SessionId session;

    @BeforeEach
    void oneNodeWithWork() {
        session = cluster.register(1, 2);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.takeEffects();
    }

    @Test
    void movesWhatIsLeftAtTheDeadline() {
        drain(HOUR);
        cluster.pass(HOUR.minusSeconds(1));
        assertThat(stops()).isEmpty();
        assertThat(phase()).isEqualTo(Drain.Phase.DRAINING);

        cluster.pass(Duration.ofSeconds(1));

        assertThat(stops()).containsExactly(GRACE);
        assertThat(phase()).isEqualTo(Drain.Phase.EVICTING);
        assertThat(drained().graceUntil()).isEqualTo(cluster.now().wall().plus(GRACE));
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPING);

        cluster.register(2, 2);
        cluster.report(1, session, 1, WorkloadState.STOPPED);

        assertThat(phase()).isEqualTo(Drain.Phase.DRAINED);
        assertThat(cluster.record(1).node()).isEqualTo(Cluster.node(2));
        assertThat(cluster.record(1).past().restarts()).isZero();
        assertThat(drainEvents())
                .containsExactly(
                        "NODE_DRAINING what is left at 2026-03-04T06:00:00Z is moved",
                        "NODE_DRAIN_EVICTS 1 workload is left",
                        "NODE_DRAINED null");
    }

    @Test
    void movesNobodyWithoutADeadline() {
        drain(null);
        cluster.pass(Duration.ofDays(3));

        assertThat(stops()).isEmpty();
        assertThat(phase()).isEqualTo(Drain.Phase.DRAINING);
    }

    @Test
    void isEmptyAtOnceWhereNothingRuns() {
        cluster.report(1, session, 1, WorkloadState.COMPLETED);

        drain(HOUR);

        assertThat(phase()).isEqualTo(Drain.Phase.DRAINED);
    }

    @Test
    void movesAtOnceForADeadlineOfZero() {
        drain(Duration.ZERO);
        cluster.pass(Duration.ZERO);

        assertThat(stops()).containsExactly(GRACE);
    }

    @Test
    void movesNobodyWhenItIsTakenBackBefore() {
        drain(HOUR);
        cluster.pass(HOUR.minusSeconds(1));
        cluster.apply(new Command.DrainNode(Cluster.node(1), false));
        cluster.pass(HOUR);

        assertThat(stops()).isEmpty();
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.RUNNING);
    }

    @Test
    void finishesAnEvictionOnceWhenItIsTakenBackAfter() {
        drain(HOUR);
        cluster.pass(HOUR);
        assertThat(stops()).hasSize(1);

        cluster.apply(new Command.DrainNode(Cluster.node(1), false));
        cluster.pass(Duration.ofSeconds(1));
        assertThat(stops()).isEmpty();
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPING);

        cluster.report(1, session, 1, WorkloadState.STOPPED);
        assertThat(cluster.record(1).attempt()).isEqualTo(2);
        cluster.report(1, session, 1, 2, WorkloadState.RUNNING, null, null);
        cluster.pass(HOUR);
        assertThat(stops()).isEmpty();
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.RUNNING);
    }

    @Test
    void takesAnotherDeadlineAndKeepsItWhenDrainedAgainWithoutOne() {
        drain(HOUR);
        drain(HOUR.multipliedBy(2));
        drain(null);

        cluster.pass(HOUR.multipliedBy(2).minusSeconds(1));
        assertThat(stops()).isEmpty();
        cluster.pass(Duration.ofSeconds(1));
        assertThat(stops()).hasSize(1);
    }

    @Test
    void knowsItsDeadlineAfterARestart() {
        drain(HOUR);
        cluster.pass(HOUR.dividedBy(2));
        cluster = cluster.restart();
        session = cluster.register(1, 2, List.of(running()));

        cluster.pass(HOUR.dividedBy(2).minusSeconds(1));
        assertThat(stops()).isEmpty();
        cluster.pass(Duration.ofSeconds(1));
        assertThat(stops()).hasSize(1);
    }

    @Test
    void tellsASilentNodeNothingUntilItIsHeard() {
        drain(HOUR);
        cluster.pass(HOUR.minusSeconds(1));
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(Duration.ofSeconds(2));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.RUNNING);
        assertThat(drained().phase(NodeStatus.DISCONNECTED)).isEqualTo(Drain.Phase.UNREACHABLE);

        session = cluster.register(1, 2, List.of(running()));
        assertThat(stops()).containsExactly(GRACE);
        assertThat(phase()).isEqualTo(Drain.Phase.EVICTING);
    }

    @Test
    void losesASilentNodeAsAnyOther() {
        drain(HOUR);
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(HOUR);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(drained().drained()).isNull();

        session = cluster.register(1, 2, List.of());
        assertThat(phase()).isEqualTo(Drain.Phase.DRAINED);
    }

    @Test
    void isNotEmptyWhileAStartMayStillArrive() {
        cluster.submit(2, 1);
        drain(null);
        cluster.report(1, session, 1, WorkloadState.COMPLETED);
        cluster.pass(Cluster.SETTINGS.startTimeout());

        assertThat(cluster.stateOf(2)).isEqualTo(WorkloadState.FAILED);
        assertThat(drained().drained()).isNull();

        cluster.report(1, session, 2, 1, WorkloadState.STOPPED, null, null);
        assertThat(phase()).isEqualTo(Drain.Phase.DRAINED);
    }

    @Test
    void movesAGangWholeToWhereItFits() {
        cluster.report(1, session, 1, WorkloadState.COMPLETED);
        SessionId second = cluster.register(2, 1);
        cluster.queue(2, Cluster.spec(1, gangOfThree()));
        List<Held> before = gang();
        before.forEach(member -> report(member, second, WorkloadState.RUNNING));
        cluster.register(3, 2);

        drain(Duration.ZERO);
        cluster.pass(Duration.ZERO);
        List<Held> told = gang();
        report(told.get(0), second, WorkloadState.STOPPED);
        report(told.get(1), second, WorkloadState.STOPPED);
        List<Held> left = gang();
        report(told.get(2), second, WorkloadState.STOPPED);

        assertThat(before)
                .extracting(Held::node)
                .containsExactlyInAnyOrder(Cluster.node(1), Cluster.node(1), Cluster.node(2));
        assertThat(told).hasSize(3).allMatch(Held::stopRequested);
        assertThat(left).hasSize(1);
        assertThat(gang())
                .allMatch(member -> member.attempt() == 2)
                .extracting(Held::node)
                .containsExactlyInAnyOrder(Cluster.node(2), Cluster.node(3), Cluster.node(3));
        assertThat(phase()).isEqualTo(Drain.Phase.DRAINED);
    }

    private static SchedulingRequirements gangOfThree() {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        return new SchedulingRequirements(
                List.of(),
                null,
                none.node(),
                none.neighbours(),
                none.queue(),
                new Parallel(3, 3, CompletionMode.INDEXED, 0, null),
                new Gang(3, 3, null),
                null);
    }

    /** Its members that hold devices, each as it was saved last. */
    private List<Held> gang() {
        Map<WorkloadId, WorkloadRecord> last = new LinkedHashMap<>();
        for (Change change : cluster.changes()) {
            if (change instanceof Change.WorkloadSaved(WorkloadRecord workload)
                    && workload.place() != null) {
                last.put(workload.id(), workload);
            }
        }
        return last.values().stream().filter(Held.class::isInstance).map(Held.class::cast).toList();
    }

    private void report(Held member, SessionId second, WorkloadState next) {
        SessionId from = member.node().equals(Cluster.node(1)) ? session : second;
        cluster.apply(
                new Command.ReportWorkload(
                        member.node(), from, member.id(), next, null, null, null));
    }

    @Test
    void isToldOnceAlsoOverARestart() {
        cluster.report(1, session, 1, WorkloadState.COMPLETED);
        drain(null);
        cluster = cluster.restart();
        cluster.register(1, 2, List.of());

        assertThat(drainEvents()).isEmpty();
    }

    @Test
    void refusesADeadlineThatIsNone() {
        assertThat(drain(Duration.ofSeconds(-1)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    private Outcome drain(@Nullable Duration deadline) {
        return cluster.apply(new Command.DrainNode(Cluster.node(1), true, deadline));
    }

    private static RunningAttempt running() {
        return new RunningAttempt(Cluster.workload(1), 1, WorkloadState.RUNNING);
    }

    /** The graces of stops since the last call. */
    private List<Duration> stops() {
        return cluster.takeEffects().stream()
                .filter(Effect.Stop.class::isInstance)
                .map(effect -> ((Effect.Stop) effect).grace())
                .toList();
    }

    private Drain drained() {
        NodeRecord last =
                cluster.changes().stream()
                        .filter(Change.NodeSaved.class::isInstance)
                        .map(change -> ((Change.NodeSaved) change).node())
                        .filter(node -> node.id().equals(Cluster.node(1)))
                        .reduce((_, later) -> later)
                        .orElseThrow();
        return Objects.requireNonNull(last.drain());
    }

    private Drain.Phase phase() {
        return drained().phase(NodeStatus.HEALTHY);
    }

    private List<String> drainEvents() {
        return cluster.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event())
                .filter(event ->
                        event.kind() == Event.Kind.NODE_DRAINING
                                || event.kind() == Event.Kind.NODE_DRAIN_EVICTS
                                || event.kind() == Event.Kind.NODE_DRAINED)
                .map(event -> event.kind() + " " + event.detail())
                .toList();
    }
}
