package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Advice;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.placement.VirtualClusterUsage;
import dev.clawgateway.core.workload.QueueTerms;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What people are told. */
class ExplanationTest {
    private final Placer placer = Schedulers.create(new SchedulerOptions("best_fit", 7));

    private Explanation explain(long number) {
        return Objects.requireNonNull(placer.explain(workloadId(number), NOW));
    }

    @Test
    void refusalsSumAndTheNearestMissComesFirst() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.upsertNode(node(2, 4, "H100"));
        placer.upsertNode(in(node(3, 8, "H100"), Availability.DRAINING));
        placer.place(pending(1, withPolicy(spec(1), "spread")), NOW);
        placer.place(pending(2, withPolicy(spec(2), "spread")), NOW);
        placer.enqueue(pending(10, spec(4)));
        placer.decide(NOW, 10);

        assertThat(explain(10).summary())
                .isEqualTo(
                        "no capacity now; 3 free on node-1, needs 4;"
                                + " 2 of 3 nodes: matching GPUs are in use;"
                                + " 1 of 3 nodes: draining");
    }

    @Test
    void whatNoNodeCouldHoldIsNeverHere() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.enqueue(pending(10, spec(8)));
        placer.decide(NOW, 10);

        assertThat(explain(10).verdict()).isEqualTo(Explanation.Verdict.NEVER_HERE);
    }

    @Test
    void fullLimitIsNamed() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.upsertVirtualCluster(
                new VirtualCluster("team", null, Quota.NONE, new Quota(0, 0, 0), 1));
        placer.enqueue(pending(10, spec(1, terms("team", 0))));
        placer.decide(NOW, 10);

        assertThat(explain(10).blockers())
                .containsExactly("the limit of virtual cluster team is reached");
        assertThat(explain(10).refusals()).containsExactly(new Refusal(RefusalReason.HELD_BACK, 1));
    }

    @Test
    void positionCountsPriorityThenAge() {
        placer.enqueue(pending(10, spec(1)));
        placer.enqueue(pending(11, spec(2)));
        placer.enqueue(pending(12, spec(1, terms("default", 1))));

        assertThat(explain(12).position()).isEqualTo(1);
        assertThat(explain(10).position()).isEqualTo(2);
        assertThat(explain(11).position()).isEqualTo(3);
    }

    @Test
    void placementSaysWhyThisNodeAgainstWhich() {
        placer.upsertNode(node(1, 8, "H100"));
        placer.upsertNode(node(2, 4, "H100"));

        Placement placement = placer.place(pending(1, spec(1)), NOW);

        assertThat(((Placement.Placed) placement).assignments().getFirst().why())
                .isEqualTo("best_fit scores node-2 3000, node-1 7000 (lower is better)");
    }

    @Test
    void movesAreAdvisedThatWouldLetTheFirstStart() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.upsertNode(node(2, 4, "H100"));
        QueueTerms movable = new QueueTerms("default", 0, true, true, null, null);
        placer.place(pending(1, spec(1, movable)).onlyOn(nodeId(1)), NOW);
        placer.place(pending(2, spec(3, movable)).onlyOn(nodeId(2)), NOW);
        placer.enqueue(pending(10, spec(4)));
        placer.decide(NOW, 10);

        Advice advice = Objects.requireNonNull(placer.advise(NOW));

        assertThat(advice.beneficiary()).isEqualTo(workloadId(10));
        assertThat(advice.moves())
                .containsExactly(new Advice.Move(workloadId(1), nodeId(1), nodeId(2)));
        assertThat(placer.decide(NOW, 10)).isEmpty();
    }

    @Test
    void nobodyIsAdvisedToMoveInVain() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.place(pending(1, spec(1)), NOW);
        placer.enqueue(pending(10, spec(4)));
        placer.decide(NOW, 10);

        assertThat(placer.advise(NOW)).isNull();
    }

    @Test
    void usageOfEveryClusterIsListed() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.upsertVirtualCluster(
                new VirtualCluster("org", null, Quota.NONE, Quota.UNLIMITED, 1));
        placer.upsertVirtualCluster(
                new VirtualCluster("team", "org", Quota.NONE, Quota.UNLIMITED, 2));
        placer.place(pending(1, spec(2, terms("team", 0))), NOW);
        placer.enqueue(pending(2, spec(1, terms("team", 0))));

        assertThat(placer.virtualClusters())
                .extracting(usage -> usage.cluster().name(), usage -> usage.used().gpuMillis())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("org", 2000L),
                        org.assertj.core.groups.Tuple.tuple("team", 2000L));
        assertThat(placer.virtualClusters())
                .extracting(VirtualClusterUsage::waiting)
                .containsExactly(0, 1);
    }
}
