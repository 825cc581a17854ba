package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Explanation.Verdict;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node takes so many workloads, whatever they need; what reserves nothing is spread. */
class WorkloadsPerNodeTest {
    private static final Moment LATER = at(Duration.ofHours(1));
    private static final WorkloadSpec NOTHING =
            new WorkloadSpec("image", List.of(), Map.of(), 0, 0, 0);

    private Placer placer = nodesOf(3);

    /** Without nodes yet. */
    private static Placer nodesOf(int mostWorkloads) {
        return Schedulers.create(new SchedulerOptions("best_fit", 7, mostWorkloads));
    }

    private static WorkloadSpec nothing(int priority) {
        return with(NOTHING, null, terms("default", priority), null);
    }

    private static PendingWorkload gangOf(long first, int members, int priority) {
        return gang(
                first,
                members,
                members,
                with(NOTHING, null, terms("default", priority), new Gang(members, 64, null)));
    }

    private List<Assignment> place(PendingWorkload request) {
        Placement placement = placer.place(request, NOW);
        assertThat(placement).isInstanceOf(Placement.Placed.class);
        return ((Placement.Placed) placement).assignments();
    }

    private void place(long first, int count, WorkloadSpec spec) {
        for (long id = first; id < first + count; id++) {
            place(pending(id, spec));
        }
    }

    private Explanation refused(PendingWorkload request) {
        Placement placement = placer.place(request, NOW);
        assertThat(placement).isInstanceOf(Placement.Unplaced.class);
        return ((Placement.Unplaced) placement).explanation();
    }

    private List<Long> started() {
        List<Long> ids = new ArrayList<>();
        for (Decision decision : placer.decide(LATER, 10)) {
            ((Decision.Start) decision)
                    .assignments()
                    .forEach(a -> ids.add(a.workload().value().getLeastSignificantBits()));
        }
        return ids;
    }

    private List<Long> victims() {
        return placer.decide(LATER, 10).stream()
                .map(Decision.Evict.class::cast)
                .map(evict -> evict.victim().value().getLeastSignificantBits())
                .toList();
    }

    /** How many of them each node got, by its number. */
    private static Map<Long, Integer> byNode(List<Assignment> assignments) {
        Map<Long, Integer> counts = new TreeMap<>();
        for (Assignment assignment : assignments) {
            counts.merge(
                    assignment.allocation().node().value().getLeastSignificantBits(),
                    1,
                    Integer::sum);
        }
        return counts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"best_fit", "bin_pack", "spread", "random", "least_fragmentation"})
    void whatReservesNothingIsSpreadWhateverTheDefault(String policy) {
        placer = Schedulers.create(new SchedulerOptions(policy, 7));
        placer.upsertNode(node(1, 0, "none"));
        placer.upsertNode(node(2, 8, "H100"));
        placer.upsertNode(node(3, 1, "L4"));
        List<Assignment> placed = new ArrayList<>();
        for (int id = 0; id < 30; id++) {
            placed.addAll(place(pending(id, NOTHING)));
        }

        assertThat(byNode(placed)).isEqualTo(Map.of(1L, 10, 2L, 10, 3L, 10));
        assertThat(placed.getLast().why()).startsWith("fewest_workloads");
    }

    @Test
    void aGangThatReservesNothingIsSpreadToo() {
        placer = nodesOf(256);
        for (int number = 1; number <= 4; number++) {
            placer.upsertNode(node(number, 1, "H100"));
        }

        List<Assignment> members = place(gangOf(0, 12, 0));

        assertThat(byNode(members)).isEqualTo(Map.of(1L, 3, 2L, 3, 3L, 3, 4L, 3));
    }

    @Test
    void aPolicyThatIsNamedIsObeyed() {
        placer = nodesOf(256);
        placer.upsertNode(node(1, 1, "H100"));
        placer.upsertNode(node(2, 1, "H100"));
        List<Assignment> placed = new ArrayList<>();
        for (int id = 0; id < 6; id++) {
            placed.addAll(place(pending(id, withPolicy(NOTHING, "bin_pack"))));
        }

        assertThat(byNode(placed)).isEqualTo(Map.of(1L, 6));
    }

    @Test
    void moreThanANodeTakesIsRefusedWithTheReason() {
        placer.upsertNode(node(1, 8, "H100"));
        place(1, 2, NOTHING);
        place(3, 1, spec(1));

        for (WorkloadSpec spec :
                List.of(NOTHING, spec(1), withPolicy(spec(1), "least_fragmentation"))) {
            Explanation explanation = refused(pending(4, spec));

            assertThat(explanation.verdict()).isEqualTo(Verdict.NOT_NOW);
            assertThat(explanation.refusals())
                    .containsExactly(new Refusal(RefusalReason.MOST_WORKLOADS, 1));
            assertThat(explanation.nearestMiss()).isEqualTo("node-1 runs 3 workloads, its most");
            assertThat(explanation.summary()).contains("runs its most workloads already");
        }
        assertThat(placer.place(pending(5, onNode(1)), NOW)).isInstanceOf(Placement.Unplaced.class);
    }

    private static WorkloadSpec onNode(int gpus) {
        return withPolicy(spec(gpus), "least_fragmentation");
    }

    @Test
    void whoWaitsStartsWhenOneEnds() {
        placer.upsertNode(node(1, 8, "H100"));
        place(1, 3, NOTHING);
        placer.enqueue(pending(8, NOTHING));
        placer.enqueue(pending(9, NOTHING));

        assertThat(placer.decide(LATER, 10)).isEmpty();
        assertThat(Objects.requireNonNull(placer.explain(workloadId(9), LATER)).refusals())
                .containsExactly(new Refusal(RefusalReason.MOST_WORKLOADS, 1));
        placer.release(workloadId(2));
        assertThat(started()).containsExactly(8L);
        placer.release(workloadId(8));
        assertThat(started()).containsExactly(9L);
    }

    @Test
    void whatRanBeforeARestartCounts() {
        SchedulableNode node = node(1, 8, "H100");
        placer.upsertNode(node);
        List<Assignment> running = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            running.addAll(place(pending(id, NOTHING)));
        }
        placer = nodesOf(3);
        for (Assignment one : running) {
            placer.restore(one.workload(), null, NOTHING, one.allocation(), START);
        }
        placer.loadNodes(List.of(node));

        refused(pending(4, NOTHING));
        placer.release(workloadId(1));
        place(4, 1, NOTHING);
        refused(pending(5, NOTHING));
    }

    @Test
    void whatRunsCountsWhenANodeComesBackOrHasOtherDevices() {
        SchedulableNode node = node(1, 8, "H100");
        placer.upsertNode(node);
        place(1, 2, NOTHING);
        placer.upsertNode(in(node, Availability.DISCONNECTED));
        placer.upsertNode(node);
        placer.upsertNode(with(node, new NodeCapacity(List.of(), 1000, 1024, List.of())));

        place(3, 1, NOTHING);
        refused(pending(4, NOTHING));
    }

    @Test
    void aPlanTakesNoPlace() {
        placer.upsertNode(node(1, 8, "H100"));
        for (int i = 0; i < 5; i++) {
            assertThat(placer.plan(gangOf(10, 3, 0), NOW)).isInstanceOf(Placement.Placed.class);
        }

        assertThat(place(gangOf(10, 3, 0))).hasSize(3);
    }

    @Test
    void aGangOfMoreThanTheNodesTakeIsNeverHere() {
        placer.upsertNode(node(1, 8, "H100"));
        placer.upsertNode(node(2, 8, "H100"));
        place(1, 1, NOTHING);

        assertThat(refused(gangOf(10, 7, 0)).verdict()).isEqualTo(Verdict.NEVER_HERE);
        assertThat(refused(gangOf(20, 6, 0)).verdict()).isEqualTo(Verdict.NOT_NOW);
        assertThat(place(gangOf(30, 5, 0))).hasSize(5);
    }

    @Test
    void oneIsStoppedToMakeRoomForWhatIsMoreImportant() {
        placer.upsertNode(node(1, 8, "H100"));
        place(1, 3, nothing(0));
        placer.enqueue(pending(9, nothing(1)));

        List<Long> victims = victims();
        assertThat(victims).hasSize(1);
        placer.release(workloadId(victims.getFirst()));
        assertThat(started()).containsExactly(9L);
    }

    /** Who comes meanwhile does not take what one who leaves has made room for. */
    @Test
    void theRoomIsKeptForAllOfAGang() {
        placer.upsertNode(node(1, 8, "H100"));
        place(1, 3, nothing(0));
        placer.enqueue(gangOf(10, 3, 1));

        assertThat(victims()).containsExactlyInAnyOrder(1L, 2L, 3L);
        placer.release(workloadId(1));
        placer.release(workloadId(2));
        refused(pending(20, nothing(0)));
        placer.release(workloadId(3));
        assertThat(started()).containsExactlyInAnyOrder(10L, 11L, 12L);
    }

    /** What is kept counts beside what the leaving hold, and nothing twice. */
    @Test
    void whatIsKeptTakesNoMoreThanItsRoom() {
        placer = nodesOf(4);
        placer.upsertNode(node(1, 2, "H100"));
        place(1, 2, spec(1));
        placer.enqueue(pending(9, spec(1, terms("default", 1))));

        assertThat(victims()).hasSize(1);
        place(3, 2, NOTHING);
        refused(pending(5, NOTHING));
    }

    @Test
    void theBoundIsAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchedulerOptions("best_fit", 7, 0));
    }

    @Test
    void amongEqualsTheFirstToRegisterIsTaken() {
        for (int number = 5; number >= 1; number--) {
            placer.upsertNode(node(number, 1, "H100"));
        }
        List<Long> order = new ArrayList<>();
        for (int id = 0; id < 10; id++) {
            order.addAll(byNode(place(pending(id, NOTHING))).keySet());
        }

        assertThat(order).containsExactly(5L, 4L, 3L, 2L, 1L, 5L, 4L, 3L, 2L, 1L);
    }
}
