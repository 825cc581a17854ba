package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.OneFleet.H100;
import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.QueueTerms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds back a workload that would fit, and what asking leaves behind. */
class AdmissionTest {
    private final OneFleet fleet = new OneFleet(node(1, 8, H100));
    private final Placer placer = fleet.placer;

    private void limitOrgToTwo() {
        Quota two = new Quota(2000, Long.MAX_VALUE, Long.MAX_VALUE);
        placer.upsertVirtualCluster(new VirtualCluster("org", null, Quota.NONE, two, 1));
        placer.upsertVirtualCluster(new VirtualCluster("a", "org", Quota.NONE, Quota.UNLIMITED, 1));
        placer.upsertVirtualCluster(new VirtualCluster("b", "org", Quota.NONE, Quota.UNLIMITED, 1));
        fleet.place(spec(1, terms("a", 0)));
        fleet.place(spec(1, terms("b", 0)));
    }

    @Test
    void limitsHoldForEveryAncestor() {
        limitOrgToTwo();

        Explanation explanation = fleet.refuse(spec(1, terms("a", 0)));

        assertThat(explanation.blockers()).hasSize(1).first().asString().contains("org");
        assertThat(explanation.verdict()).isEqualTo(Explanation.Verdict.NOT_NOW);
    }

    @Test
    void limitOfOneHoldsNobodyElseBack() {
        limitOrgToTwo();

        Placement placement = placer.place(pending(9, spec(1, terms("elsewhere", 0))), NOW);

        assertThat(placement).isInstanceOf(Placement.Placed.class);
    }

    @Test
    void nothingStartsInMaintenance() {
        placer.enqueue(pending(1, spec(1)));
        placer.setServing(false);

        List<Decision> decisions = placer.decide(NOW, 10);

        assertThat(decisions).isEmpty();
        assertThat(fleet.refuse(spec(1)).blockers())
                .containsExactly("the gateway is in maintenance");
    }

    @Test
    void workStartsAfterMaintenance() {
        placer.enqueue(pending(1, spec(1)));
        placer.setServing(false);
        placer.decide(NOW, 10);
        placer.setServing(true);

        List<Decision> decisions = placer.decide(NOW, 10);

        assertThat(decisions).hasSize(1);
    }

    private void enqueueForLater() {
        QueueTerms later = new QueueTerms("default", 0, true, false, START.plusSeconds(60), null);
        placer.enqueue(pending(1, spec(1, later)));
    }

    @Test
    void nothingStartsBeforeItsTime() {
        enqueueForLater();

        List<Decision> decisions = placer.decide(at(Duration.ofSeconds(59)), 10);

        assertThat(decisions).isEmpty();
    }

    @Test
    void workStartsAtItsTime() {
        enqueueForLater();
        placer.decide(NOW, 10);

        List<Decision> decisions = placer.decide(at(Duration.ofSeconds(60)), 10);

        assertThat(decisions).hasSize(1);
    }

    @Test
    void planSaysWhatPlacingDoesAndReservesNothing() {
        Placement planned = placer.plan(pending(1, spec(8)), NOW);

        Placement placed = placer.place(pending(1, spec(8)), NOW);

        assertThat(placed).isEqualTo(planned).isInstanceOf(Placement.Placed.class);
    }

    @Test
    void releaseMakesRoomAgain() {
        placer.place(pending(1, spec(8)), NOW);
        placer.release(workloadId(1));

        Placement placement = placer.place(pending(2, spec(8)), NOW);

        assertThat(placement).isInstanceOf(Placement.Placed.class);
    }

    @Test
    void nearestMissNamesTheNodeThatCameClosest() {
        placer.upsertNode(node(2, 8, H100));
        placer.place(pending(1, withPolicy(spec(5), "spread")), NOW);
        placer.place(pending(2, withPolicy(spec(6), "spread")), NOW);

        Explanation explanation = fleet.refuse(spec(4));

        assertThat(explanation.nearestMiss()).isEqualTo("3 free on node-1, needs 4");
        assertThat(explanation.refusals()).containsExactly(new Refusal(RefusalReason.GPU_BUSY, 2));
    }
}
