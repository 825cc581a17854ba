package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.OneFleet.H100;
import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Advice;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes 1 and 2 in zone a and 3 in zone b, one GPU each; team is in zone b, lab below team. */
class NodeSelectorTest {
    private static final Map<String, String> ZONE_A = Map.of("zone", "a");
    private static final Map<String, String> ZONE_B = Map.of("zone", "b");

    /** When nobody is new any more. */
    private static final Moment LATER = at(Duration.ofHours(1));

    private final OneFleet fleet =
            new OneFleet(
                    node(1, 1, H100, ZONE_A), node(2, 1, H100, ZONE_A), node(3, 1, H100, ZONE_B));
    private final Placer placer = fleet.placer;

    @BeforeEach
    void declare() {
        declare("team", null, ZONE_B);
        declare("lab", "team", Map.of());
    }

    @Test
    void workRunsOnNodesOfItsClusterAndOfThoseAboveIt() {
        assertThat(fleet.nodeOf(in("lab", 0))).isEqualTo(3);
        assertThat(fleet.refuse(in("team", 0)).refusals())
                .containsExactlyInAnyOrder(
                        new Refusal(RefusalReason.CLUSTER_SELECTOR, 2),
                        new Refusal(RefusalReason.GPU_BUSY, 1));
        assertThat(fleet.nodeOf(in("default", 0))).isEqualTo(1);
    }

    @Test
    void saysInWordsHowManyNodesAreLeftOut() {
        fleet.place(in("team", 0));

        Explanation why = fleet.refuse(in("lab", 0));

        assertThat(why.summary()).contains("2 of 3 nodes: left out by the cluster's node selector");
        assertThat(why.verdict()).isEqualTo(Explanation.Verdict.NOT_NOW);
    }

    @Test
    void aPlanKnowsOfIt() {
        fleet.place(in("team", 0));

        assertThat(placer.plan(pending(50, in("lab", 0)), NOW))
                .isInstanceOf(Placement.Unplaced.class);
    }

    @Test
    void whoWaitsGoesByTheNodesOfNow() {
        fleet.place(in("team", 0));
        placer.enqueue(pending(50, in("lab", 0)));
        assertThat(placer.decide(NOW, 10)).isEmpty();

        declare("team", null, Map.of());

        assertThat(started(placer.decide(NOW, 10))).containsExactly(1L);
    }

    @Test
    void whoWaitedForMoreNodesWaitsForFewer() {
        declare("team", null, Map.of());
        placer.enqueue(pending(50, in("lab", 0)));
        declare("team", null, ZONE_B);

        assertThat(started(placer.decide(NOW, 10))).containsExactly(3L);
    }

    @Test
    void whatRunsStaysWhereItIs() {
        fleet.place(in("team", 0));

        declare("team", null, ZONE_A);

        assertThat(placer.decide(NOW, 10)).isEmpty();
        assertThat(placer.holdings()).isEqualTo(1);
    }

    @Test
    void nobodyIsStoppedForItElsewhere() {
        for (int i = 1; i <= 3; i++) {
            fleet.place(in("default", 0));
        }
        placer.enqueue(pending(50, in("team", 9)));

        Decision.Evict evict = (Decision.Evict) placer.decide(LATER, 10).getFirst();

        assertThat(Objects.requireNonNull(placer.holds(evict.victim())).node())
                .isEqualTo(nodeId(3));
    }

    @Test
    void whomOthersWereStoppedForWaitsAnewWhenItsNodesChange() {
        for (int i = 1; i <= 3; i++) {
            fleet.place(in("default", 0));
        }
        placer.enqueue(pending(50, in("team", 9)));
        Decision.Evict first = (Decision.Evict) placer.decide(LATER, 10).getFirst();

        declare("team", null, ZONE_A);
        placer.release(first.victim());

        Decision.Evict second = (Decision.Evict) placer.decide(LATER, 10).getFirst();
        assertThat(Objects.requireNonNull(placer.holds(second.victim())).node())
                .isNotEqualTo(nodeId(3));
    }

    @Test
    void movesAreProposedWithinItsNodesAlone() {
        declare("team", null, Map.of());
        placer.upsertNode(node(1, 2, H100, ZONE_A));
        placer.removeNode(nodeId(2));
        WorkloadSpec movable = spec(1, new QueueTerms("team", 0, false, true, null, null));
        assertThat(fleet.nodeOf(movable)).isEqualTo(3);
        assertThat(fleet.nodeOf(movable)).isEqualTo(1);
        fleet.placer.release(workloadId(1000));
        placer.enqueue(pending(50, spec(2, new QueueTerms("default", 0, true, false, null, null))));
        placer.decide(NOW, 10);
        Advice free = placer.advise(NOW);
        declare("team", null, ZONE_A);
        Advice kept = placer.advise(NOW);

        assertThat(Objects.requireNonNull(free).moves())
                .extracting(Advice.Move::to)
                .containsExactly(nodeId(3));
        assertThat(kept).isNull();
    }

    private void declare(String name, @Nullable String parent, Map<String, String> nodes) {
        placer.upsertVirtualCluster(
                new VirtualCluster(name, parent, Quota.NONE, Quota.UNLIMITED, 1).on(nodes));
    }

    private static WorkloadSpec in(String cluster, int priority) {
        return spec(1, new QueueTerms(cluster, priority, true, false, null, null));
    }

    private static List<Long> started(List<Decision> decisions) {
        return decisions.stream()
                .map(decision -> ((Decision.Start) decision).assignments().getFirst())
                .map(one -> one.allocation().node().value().getLeastSignificantBits())
                .toList();
    }
}
