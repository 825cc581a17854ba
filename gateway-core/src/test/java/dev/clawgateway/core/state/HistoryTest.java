package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.record.Cordon;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What users change is in the history, with who did it. */
class HistoryTest {
    private static final Caller ALICE =
            new Caller(new Principal.Operator("alice"), "claw", "10.0.0.7", false, "r-1");
    private static final Subject NODE = new Subject.Node(Cluster.node(1));
    private static final Subject RUNNING = new Subject.Workload(Cluster.workload(1));
    private static final Subject RESEARCH = new Subject.VirtualCluster("research");

    private final Cluster cluster = new Cluster();

    @BeforeEach
    void oneRunsAndNoneIsFree() {
        cluster.register(1, 1);
        cluster.submit(1, 1);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(drain(true), Event.Kind.NODE_DRAINING, NODE),
                Arguments.of(cordon("dusty"), Event.Kind.NODE_CORDONED, NODE),
                Arguments.of(label("a", "b"), Event.Kind.NODE_LABELLED, NODE),
                Arguments.of(
                        new Command.RemoveNodeLabel(Cluster.node(1), "a"),
                        Event.Kind.NODE_LABELLED,
                        NODE),
                Arguments.of(
                        new Command.SetNodeTaint(Cluster.node(1), new Taint("a", "b")),
                        Event.Kind.NODE_TAINTED,
                        NODE),
                Arguments.of(
                        new Command.RemoveNodeTaint(Cluster.node(1), "a"),
                        Event.Kind.NODE_TAINTED,
                        NODE),
                Arguments.of(
                        new Command.SetNodeCondition(
                                Cluster.node(1), "Ready", ConditionStatus.FALSE, null),
                        Event.Kind.NODE_CONDITION,
                        NODE),
                Arguments.of(
                        new Command.SetVirtualCluster(research(1)),
                        Event.Kind.VIRTUAL_CLUSTER_SET,
                        RESEARCH),
                Arguments.of(
                        new Command.ClearGate(Cluster.workload(1), "data"),
                        Event.Kind.WORKLOAD_GATE_CLEARED,
                        RUNNING),
                Arguments.of(
                        new Command.StopWorkload(Cluster.workload(1), false),
                        Event.Kind.WORKLOAD_STOP_REQUESTED,
                        RUNNING),
                Arguments.of(
                        new Command.SetServing(false),
                        Event.Kind.SERVING_CHANGED,
                        new Subject.Gateway()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void tellsWhoChangedWhat(Command<?> command, Event.Kind kind, Subject subject) {
        Event event = apply(command).getFirst();

        assertThat(event.kind()).isEqualTo(kind);
        assertThat(event.subject()).isEqualTo(subject);
        assertThat(event.by()).isEqualTo(ALICE);
        assertThat(event.virtualCluster())
                .isEqualTo(subject instanceof Subject.Workload ? "default" : null);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void tellsNothingWhenNothingChanged(Command<?> command, Event.Kind kind, Subject subject) {
        apply(command);

        assertThat(apply(command)).noneMatch(event -> event.kind() == kind && told(event, subject));
    }

    /** Whoever sets the serving mode again is told of again: it is an order to the gateway. */
    private static boolean told(Event event, Subject subject) {
        return event.subject().equals(subject) && event.kind() != Event.Kind.SERVING_CHANGED;
    }

    @Test
    void tellsThatADeclarationWasTakenBack() {
        apply(new Command.SetVirtualCluster(research(1)));

        assertThat(apply(new Command.RemoveVirtualCluster("research")))
                .extracting(Event::kind)
                .containsExactly(Event.Kind.VIRTUAL_CLUSTER_REMOVED);
    }

    @Test
    void recordsKeepWhoWasBehindThem() {
        apply(new Command.SubmitWorkload(Cluster.workload(2), Cluster.spec(1), null, true));
        apply(new Command.StopWorkload(Cluster.workload(1), false));

        assertThat(cluster.state.workload(Cluster.workload(2)))
                .extracting(WorkloadRecord::submittedBy)
                .isEqualTo(ALICE);
        assertThat(cluster.state.workload(Cluster.workload(1)))
                .extracting(WorkloadRecord::stop)
                .isEqualTo(StopOrder.requested(ALICE, false));
        assertThat(cluster.state.apply(ALICE, cordon("dusty"), cluster.now()).changes())
                .hasAtLeastOneElementOfType(Change.NodeSaved.class)
                .filteredOn(Change.NodeSaved.class::isInstance)
                .allSatisfy(saved -> assertThat(by((Change.NodeSaved) saved)).isEqualTo(ALICE));
    }

    private static @Nullable Caller by(Change.NodeSaved saved) {
        Cordon cordon = saved.node().cordon();
        return cordon == null ? null : cordon.by();
    }

    @Test
    void numbersWithoutGap() {
        Stream<Event> all = changes().flatMap(one -> apply((Command<?>) one.get()[0]).stream());

        List<Long> numbers = all.map(Event::sequence).toList();

        for (int i = 1; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(numbers.get(i - 1) + 1);
        }
    }

    private List<Event> apply(Command<?> command) {
        Applied<?> applied = cluster.state.apply(ALICE, command, cluster.now());
        return applied.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event())
                .toList();
    }

    private static Command<?> drain(boolean drain) {
        return new Command.DrainNode(Cluster.node(1), drain);
    }

    private static Command<?> cordon(String reason) {
        return new Command.CordonNode(Cluster.node(1), reason);
    }

    private static Command<?> label(String key, String value) {
        return new Command.SetNodeLabel(Cluster.node(1), key, value);
    }

    private static VirtualCluster research(int weight) {
        return new VirtualCluster("research", null, Quota.NONE, Quota.UNLIMITED, weight);
    }
}
