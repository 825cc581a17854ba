package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.record.Cordon;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators set on nodes: cordon and taints. */
class NodeMarksTest {
    private static final NodeId NODE = Cluster.node(1);
    private static final Taint REPORTED = new Taint("dedicated", "training");

    private final Cluster cluster = new Cluster();

    @Test
    void aCordonedNodeGetsNoNewWorkAndKeepsWhatRuns() {
        SessionId session = cluster.register(1, 2);
        cluster.submit(1, 1);
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.takeEffects();

        cluster.apply(new Command.CordonNode(NODE, "fan 3 is loud"));
        Outcome refused = cluster.submit(2, 1);
        cluster.apply(new Command.UncordonNode(NODE));
        Outcome placed = cluster.submit(3, 1);

        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        assertThat(placed).isInstanceOf(Outcome.Placed.class);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.RUNNING);
        assertThat(cluster.takeEffects()).allMatch(Effect.Start.class::isInstance);
    }

    @Test
    void namesTheCordonOfATarget() {
        cluster.register(1, 1);
        cluster.apply(new Command.CordonNode(NODE, null));

        Outcome outcome =
                cluster.apply(
                        new Command.SubmitWorkload(
                                Cluster.workload(1), Cluster.spec(1), NODE, false));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.detail()).contains("cordoned"));
    }

    @Test
    void aCordonSurvivesReconnectsAndRestarts() {
        SessionId session = cluster.register(1, 1);
        cluster.apply(new Command.CordonNode(NODE, "swap the riser"));
        cluster.apply(new Command.SessionClosed(NODE, session));
        cluster.register(1, 1);
        NodeRecord stored = lastSaved();
        Cluster restarted = new Cluster();
        restarted.state.load(
                new Snapshot(
                        List.of(stored),
                        List.of(),
                        List.of(),
                        true,
                        PastUseRecord.NONE,
                        List.of(),
                        0),
                restarted.now());

        restarted.register(1, 1);

        assertThat(cluster.submit(1, 1)).isInstanceOf(Outcome.Refused.class);
        assertThat(restarted.submit(1, 1)).isInstanceOf(Outcome.Refused.class);
        assertThat(stored.cordon()).extracting(Cordon::reason).isEqualTo("swap the riser");
    }

    @Test
    void cordoningTwiceChangesOnlyTheReason() {
        cluster.register(1, 1);

        Outcome first = cluster.apply(new Command.CordonNode(NODE, "loud"));
        Cordon before = lastSaved().cordon();
        cluster.pass(Duration.ofMinutes(1));
        Outcome same = cluster.apply(new Command.CordonNode(NODE, "loud"));
        Outcome silent = cluster.apply(new Command.CordonNode(NODE, null));
        Outcome other = cluster.apply(new Command.CordonNode(NODE, "dead"));

        assertThat(List.of(first, same, silent, other))
                .containsExactly(
                        new Outcome.Done(),
                        new Outcome.Unchanged(),
                        new Outcome.Unchanged(),
                        new Outcome.Done());
        assertThat(before).isNotNull();
        assertThat(lastSaved().cordon())
                .isEqualTo(new Cordon(before.since(), "dead", Caller.GATEWAY));
        assertThat(events())
                .containsExactly(
                        "NODE_REGISTERED node-1", "NODE_CORDONED loud", "NODE_CORDONED dead");
    }

    @Test
    void uncordoningWhatIsOpenChangesNothing() {
        cluster.register(1, 1);

        Outcome open = cluster.apply(new Command.UncordonNode(NODE));
        cluster.apply(new Command.CordonNode(NODE, null));
        Outcome cordoned = cluster.apply(new Command.UncordonNode(NODE));

        assertThat(open).isEqualTo(new Outcome.Unchanged());
        assertThat(cordoned).isEqualTo(new Outcome.Done());
        assertThat(events())
                .containsExactly(
                        "NODE_REGISTERED node-1", "NODE_CORDONED null", "NODE_UNCORDONED null");
    }

    @Test
    void drainAndCordonAreLiftedEachForItself() {
        cluster.register(1, 1);
        cluster.apply(new Command.CordonNode(NODE, null));
        cluster.apply(new Command.DrainNode(NODE, true));
        Availability both = cluster.placer.node(NODE).availability();

        cluster.apply(new Command.DrainNode(NODE, false));
        Availability one = cluster.placer.node(NODE).availability();
        cluster.apply(new Command.UncordonNode(NODE));

        assertThat(List.of(both, one, cluster.placer.node(NODE).availability()))
                .containsExactly(Availability.DRAINING, Availability.CORDONED, Availability.OPEN);
    }

    @Test
    void operatorsTaintsAndReportedOnesAreInForceTogether() {
        registerTainted();

        cluster.apply(new Command.SetNodeTaint(NODE, new Taint("burn-in", "")));

        assertThat(inForce()).containsExactly(new Taint("burn-in", ""), REPORTED);
    }

    @Test
    void aTaintReplacesThoseOfItsKey() {
        registerTainted();
        cluster.apply(new Command.SetNodeTaint(NODE, new Taint("dedicated", "serving")));

        cluster.apply(new Command.SetNodeTaint(NODE, new Taint("dedicated", "tests")));

        assertThat(inForce()).containsExactly(new Taint("dedicated", "tests"));
    }

    @Test
    void aRemovedTaintStaysAwayUntilItIsSetAgain() {
        registerTainted();

        cluster.apply(new Command.RemoveNodeTaint(NODE, "dedicated"));
        registerTainted();
        List<Taint> removed = inForce();
        cluster.apply(new Command.SetNodeTaint(NODE, REPORTED));

        assertThat(removed).isEmpty();
        assertThat(inForce()).containsExactly(REPORTED);
    }

    static Stream<Command<?>> commandsToAnUnknownNode() {
        return Stream.of(
                new Command.CordonNode(NODE, null),
                new Command.UncordonNode(NODE),
                new Command.DrainNode(NODE, true),
                new Command.SetNodeTaint(NODE, REPORTED),
                new Command.RemoveNodeTaint(NODE, "dedicated"));
    }

    @ParameterizedTest
    @MethodSource("commandsToAnUnknownNode")
    void anUnknownNodeIsNamed(Command<?> command) {
        assertRefused(cluster.apply(command), ErrorCode.NODE_NOT_FOUND, NODE.toString());
    }

    @Test
    void whatIsTooLongOrTooManyOrBlankIsRefused() {
        cluster.register(1, 1);
        for (int i = 0; i < 1024; i++) {
            cluster.apply(new Command.SetNodeTaint(NODE, new Taint("key-" + i, "")));
        }

        assertRefused(
                cluster.apply(new Command.CordonNode(NODE, "x".repeat(1025))),
                ErrorCode.INVALID_REQUEST,
                "reason: at most 1024 characters, was 1025");
        assertRefused(
                cluster.apply(new Command.SetNodeTaint(NODE, new Taint("one-more", ""))),
                ErrorCode.INVALID_REQUEST,
                "at most 1024 taints");
        assertRefused(
                cluster.apply(new Command.SetNodeTaint(NODE, new Taint(" ", ""))),
                ErrorCode.INVALID_REQUEST,
                "key: a taint needs one");
        assertRefused(
                cluster.apply(new Command.SetNodeLabel(NODE, " ", "x")),
                ErrorCode.INVALID_REQUEST,
                "key: a label needs one");
    }

    private static void assertRefused(Outcome outcome, ErrorCode code, String detail) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(code);
                            assertThat(refused.detail()).contains(detail);
                        });
    }

    private void registerTainted() {
        cluster.apply(
                new Command.RegisterNode(
                        NODE,
                        Cluster.session(1),
                        "node-1",
                        new NodeCapacity(List.of(), 48_000, 257_024, List.of()),
                        new NodeRecord.Marks(Map.of(), Map.of(), List.of(REPORTED)),
                        null));
    }

    /** As the placement engine has them, which is what the record says. */
    private List<Taint> inForce() {
        List<Taint> taints = cluster.placer.node(NODE).taints();
        assertThat(lastSaved().taints()).isEqualTo(taints);
        return taints;
    }

    private NodeRecord lastSaved() {
        return cluster.changes().stream()
                .filter(Change.NodeSaved.class::isInstance)
                .map(change -> ((Change.NodeSaved) change).node())
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private List<String> events() {
        return cluster.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event())
                .map(event -> event.kind() + " " + event.detail())
                .toList();
    }
}
