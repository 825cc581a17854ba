package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some time from now on nothing is to run on a node. */
class ClosingNodeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    static Stream<String> policies() {
        return Stream.of("best_fit", "spread", "random", "least_fragmentation", "bin_pack");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void takesWhatEndsByThen(String policy) {
        Placer placer = placer(policy, closing(1, HOUR));
        placer.enqueue(pending(1, limited(HOUR)));
        placer.enqueue(pending(2, limited(HOUR.plusNanos(1))));

        assertThat(started(placer, NOW)).containsExactly(nodeId(1));
        placer.upsertNode(node(1, 4, "H100"));
        assertThat(started(placer, NOW)).containsExactly(nodeId(1));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void takesWhatMayRunForEver(String policy) {
        Placer placer = placer(policy, closing(1, HOUR));
        placer.enqueue(pending(1, spec(1)));

        assertThat(started(placer, NOW)).containsExactly(nodeId(1));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void leavesOthersToWhatEndsTooLate(String policy) {
        Placer placer = placer(policy, closing(1, HOUR), closing(2, HOUR.multipliedBy(2)));
        placer.upsertNode(node(3, 4, "H100"));
        for (int i = 1; i <= 3; i++) {
            placer.enqueue(pending(i, limited(HOUR.multipliedBy(3))));
        }

        assertThat(started(placer, NOW)).containsExactly(nodeId(3), nodeId(3), nodeId(3));
    }

    /** Time alone closes it, though nothing happened to the node. */
    @ParameterizedTest
    @MethodSource("policies")
    void takesLessAsTimePasses(String policy) {
        Placer placer = placer(policy, closing(1, HOUR.multipliedBy(2)));
        placer.enqueue(pending(1, limited(HOUR)));
        assertThat(started(placer, at(HOUR))).hasSize(1);

        placer.enqueue(pending(2, limited(HOUR)));

        assertThat(started(placer, at(HOUR.plusSeconds(1)))).isEmpty();
        placer.enqueue(pending(3, limited(Duration.ofMinutes(59))));
        assertThat(started(placer, at(HOUR.plusSeconds(1)))).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void isNotForAGangThatEndsTooLate(String policy) {
        Placer placer = placer(policy, closing(1, HOUR));
        placer.upsertNode(node(2, 1, "H100"));
        placer.enqueue(Requests.gang(1, 2, 2, members(HOUR.plusNanos(1))));
        assertThat(started(placer, NOW)).isEmpty();

        placer.enqueue(Requests.gang(11, 2, 2, members(HOUR)));

        assertThat(started(placer, NOW)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void isRefusedToWhomeverItIsNamed(String policy) {
        Placer placer = placer(policy, closing(1, HOUR));
        placer.upsertNode(node(2, 4, "H100"));
        WorkloadSpec late = limited(HOUR.plusNanos(1));
        PendingWorkload named = new PendingWorkload(workloadId(1), late, START, nodeId(1));

        Placement placement = placer.place(named, NOW);

        assertThat(placement)
                .isInstanceOfSatisfying(
                        Placement.Unplaced.class,
                        unplaced ->
                                assertThat(unplaced.explanation().refusals())
                                        .extracting(Refusal::reason)
                                        .contains(RefusalReason.MAINTENANCE_WINDOW));
    }

    /** Nobody is stopped for one who could not start there anyway. */
    @ParameterizedTest
    @MethodSource("policies")
    void isNotMadeRoomOnForWhatEndsTooLate(String policy) {
        Placer placer = placer(policy, closing(1, HOUR.multipliedBy(2)));
        placer.enqueue(pending(1, spec(4, preemptible())));
        assertThat(started(placer, NOW)).hasSize(1);

        placer.enqueue(pending(2, spec(4, terms(9, HOUR.plusNanos(1)))));
        assertThat(placer.decide(at(HOUR), 10)).isEmpty();

        placer.enqueue(pending(3, spec(4, terms(9, HOUR))));
        assertThat(placer.decide(at(HOUR), 10))
                .hasOnlyElementsOfType(Decision.Evict.class)
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void saysWhy(String policy) {
        Placer placer = placer(policy, closing(1, HOUR));
        placer.upsertNode(node(2, 1, "L4"));
        placer.enqueue(pending(1, spec(4, terms(0, HOUR.plusNanos(1)))));
        assertThat(started(placer, NOW)).isEmpty();

        Explanation why = Objects.requireNonNull(placer.explain(workloadId(1), NOW));

        assertThat(why.verdict()).isEqualTo(Explanation.Verdict.NOT_NOW);
        assertThat(why.refusals()).contains(new Refusal(RefusalReason.MAINTENANCE_WINDOW, 1));
        assertThat(why.summary()).contains("it may run into window 1");
    }

    private static Placer placer(String policy, SchedulableNode... nodes) {
        Placer placer = Schedulers.create(new SchedulerOptions(policy, 7));
        for (SchedulableNode node : nodes) {
            placer.upsertNode(node);
        }
        return placer;
    }

    private static SchedulableNode closing(long number, Duration in) {
        SchedulableNode node = node(number, 4, "H100");
        return new SchedulableNode(
                node.id(),
                node.name(),
                node.capacity(),
                node.labels(),
                node.conditions(),
                node.taints(),
                node.availability(),
                node.unfit(),
                node.remark(),
                new SchedulableNode.Closing(START.plus(in), "window " + number));
    }

    private static WorkloadSpec limited(Duration limit) {
        return spec(1, terms(0, limit));
    }

    private static QueueTerms preemptible() {
        return new QueueTerms(QueueTerms.DEFAULT_CLUSTER, 0, true, false, null, null);
    }

    private static QueueTerms terms(int priority, @Nullable Duration limit) {
        return new QueueTerms(QueueTerms.DEFAULT_CLUSTER, priority, true, false, null, limit);
    }

    private static WorkloadSpec members(Duration limit) {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        return spec(1).with(
                        new SchedulingRequirements(
                                List.of(),
                                none.gpu(),
                                none.node(),
                                none.neighbours(),
                                terms(0, limit),
                                null,
                                new Gang(2, 2, null),
                                null));
    }

    private static List<NodeId> started(Placer placer, Moment now) {
        return placer.decide(now, 10).stream()
                .map(Decision.Start.class::cast)
                .flatMap(start -> start.assignments().stream())
                .map(one -> one.allocation().node())
                .toList();
    }
}
