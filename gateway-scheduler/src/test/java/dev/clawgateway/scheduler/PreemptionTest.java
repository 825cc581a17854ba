package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is stopped for whom, and who never is. */
class PreemptionTest {
    private static final Moment LATER = at(Duration.ofHours(1));

    private final Placer placer = Schedulers.create(new SchedulerOptions("best_fit", 7));

    private void place(long number, WorkloadSpec spec) {
        assertThat(placer.place(pending(number, spec), NOW)).isInstanceOf(Placement.Placed.class);
    }

    private List<Long> victims(List<Decision> decisions) {
        return decisions.stream()
                .map(Decision.Evict.class::cast)
                .map(evict -> evict.victim().value().getLeastSignificantBits())
                .toList();
    }

    private List<Long> started(List<Decision> decisions) {
        List<Long> ids = new ArrayList<>();
        for (Decision decision : decisions) {
            ((Decision.Start) decision)
                    .assignments()
                    .forEach(a -> ids.add(a.workload().value().getLeastSignificantBits()));
        }
        return ids;
    }

    private static WorkloadSpec spec(int gpus, int priority) {
        return Requests.spec(gpus, terms("default", priority));
    }

    @Test
    void higherPriorityStopsTheYoungestOfTheLowest() {
        placer.upsertNode(node(1, 3, "H100"));
        place(1, spec(1, 0));
        place(2, spec(1, 1));
        placer.place(pending(3, spec(1, 0)), at(Duration.ofSeconds(1)));
        placer.enqueue(pending(9, spec(1, 2)));

        assertThat(victims(placer.decide(LATER, 10))).containsExactly(3L);
        assertThat(placer.decide(LATER, 10)).isEmpty();

        placer.release(workloadId(3));
        assertThat(started(placer.decide(LATER, 10))).containsExactly(9L);
    }

    @Test
    void equalPriorityStopsNobody() {
        placer.upsertNode(node(1, 1, "H100"));
        place(1, spec(1, 2));
        placer.enqueue(pending(9, spec(1, 2)));

        assertThat(placer.decide(LATER, 10)).isEmpty();
    }

    @Test
    void theFewestAreStopped() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.upsertNode(node(2, 4, "H100"));
        for (int i = 1; i <= 4; i++) {
            place(i, spec(1, 0));
        }
        place(5, spec(3, 0));
        place(6, spec(1, 0));
        placer.enqueue(pending(9, spec(3, 1)));

        assertThat(victims(placer.decide(LATER, 10))).containsExactly(5L);
    }

    @Test
    void nobodyIsStoppedInVain() {
        placer.upsertNode(node(1, 2, "H100"));
        placer.upsertNode(node(2, 2, "H100"));
        place(1, spec(1, 0));
        place(2, spec(1, 5));
        place(3, spec(1, 0));
        place(4, spec(1, 5));
        placer.enqueue(pending(9, spec(2, 1)));

        assertThat(placer.decide(LATER, 10)).isEmpty();
    }

    @Test
    void whatIsKeptForOneIsNotGivenToAnother() {
        placer.upsertNode(node(1, 2, "H100"));
        place(1, spec(1, 0));
        place(2, spec(1, 0));
        placer.enqueue(pending(9, spec(2, 1)));
        assertThat(victims(placer.decide(LATER, 10))).containsExactlyInAnyOrder(1L, 2L);

        placer.release(workloadId(1));
        Placement stranger = placer.place(pending(5, spec(1, 0)), LATER);
        List<Decision> early = placer.decide(LATER, 10);
        placer.release(workloadId(2));

        assertThat(stranger).isInstanceOf(Placement.Unplaced.class);
        assertThat(early).isEmpty();
        assertThat(started(placer.decide(LATER, 10))).containsExactly(9L);
    }

    @Test
    void protectedTimePassesFirst() {
        placer.upsertNode(node(1, 1, "H100"));
        place(1, spec(1, 0));
        placer.enqueue(pending(9, spec(1, 1)));

        assertThat(placer.decide(at(Duration.ofSeconds(59)), 10)).isEmpty();
        assertThat(victims(placer.decide(at(Duration.ofSeconds(60)), 10))).containsExactly(1L);
    }

    @Test
    void whoMayNotBePreemptedIsNot() {
        placer.upsertNode(node(1, 1, "H100"));
        QueueTerms firm = new QueueTerms("default", 0, false, false, null, null);
        place(1, Requests.spec(1, firm));
        placer.enqueue(pending(9, spec(1, 5)));

        assertThat(placer.decide(LATER, 10)).isEmpty();
    }

    @Test
    void gangIsOneVictim() {
        placer.upsertNode(node(1, 2, "H100"));
        placer.upsertNode(node(2, 2, "H100"));
        assertThat(placer.place(gang(1, 4, 4, spec(1, 0)), NOW))
                .isInstanceOf(Placement.Placed.class);
        placer.enqueue(pending(9, spec(1, 1)));

        assertThat(victims(placer.decide(LATER, 10))).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @Test
    void restoredGangIsOneVictim() {
        placer.upsertNode(node(1, 2, "H100"));
        placer.upsertNode(node(2, 2, "H100"));
        Placement placed = placer.place(gang(1, 4, 4, spec(1, 0)), NOW);
        Placer restarted = Schedulers.create(new SchedulerOptions("best_fit", 7));
        restarted.upsertNode(node(1, 2, "H100"));
        restarted.upsertNode(node(2, 2, "H100"));
        for (var member : ((Placement.Placed) placed).assignments()) {
            restarted.restore(
                    member.workload(), workloadId(1), spec(1, 0), member.allocation(), START);
        }

        restarted.enqueue(pending(9, spec(1, 1)));

        assertThat(restarted.decide(LATER, 10)).hasSize(4);
    }

    @Test
    void gangStopsNoMoreThanItNeeds() {
        for (int i = 1; i <= 4; i++) {
            placer.upsertNode(node(i, 2, "H100"));
            place(2L * i, spec(1, 0));
            place(2L * i + 1, spec(1, 0));
        }
        placer.enqueue(gang(20, 3, 3, spec(2, 1)));

        List<Decision> evictions = placer.decide(LATER, 100);
        victims(evictions).forEach(victim -> placer.release(workloadId(victim)));

        assertThat(evictions).hasSize(6);
        assertThat(started(placer.decide(LATER, 10))).containsExactly(20L, 21L, 22L);
    }

    @Test
    void fullLimitIsMadeRoomInByPriority() {
        placer.upsertNode(node(1, 8, "H100"));
        placer.upsertVirtualCluster(new VirtualCluster("team", null, Quota.NONE, limit(2), 1));
        place(1, Requests.spec(1, terms("team", 0)));
        place(2, Requests.spec(1, terms("team", 3)));
        placer.enqueue(pending(9, Requests.spec(1, terms("team", 1))));

        assertThat(victims(placer.decide(LATER, 10))).containsExactly(1L);

        placer.release(workloadId(1));
        assertThat(started(placer.decide(LATER, 10))).containsExactly(9L);
    }

    @Test
    void borrowedQuotaIsReclaimedAndGuaranteedIsNot() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.upsertVirtualCluster(
                new VirtualCluster("a", null, guarantee(2), Quota.UNLIMITED, 1));
        placer.upsertVirtualCluster(
                new VirtualCluster("b", null, guarantee(2), Quota.UNLIMITED, 1));
        for (int i = 1; i <= 4; i++) {
            place(i, Requests.spec(1, terms("a", 9)));
        }
        for (int i = 11; i <= 14; i++) {
            placer.enqueue(pending(i, Requests.spec(1, terms("b", 0))));
        }

        List<Long> victims = victims(placer.decide(LATER, 10));
        victims.forEach(victim -> placer.release(workloadId(victim)));
        victims.forEach(victim -> placer.enqueue(pending(victim, Requests.spec(1, terms("a", 9)))));

        assertThat(victims).hasSize(2);
        assertThat(started(placer.decide(LATER, 10))).containsExactly(11L, 12L);
        assertThat(placer.decide(at(Duration.ofHours(5)), 10)).isEmpty();
    }

    /** Its parent promises nothing of its own, and takes no promise away. */
    @Test
    void aGuaranteeBelowAParentWithoutOneIsTakenBackFromAnotherTree() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.upsertVirtualCluster(
                new VirtualCluster("company", null, Quota.NONE, Quota.UNLIMITED, 1));
        placer.upsertVirtualCluster(
                new VirtualCluster("research", "company", guarantee(2), Quota.UNLIMITED, 1));
        for (int i = 1; i <= 4; i++) {
            place(i, Requests.spec(1, terms("default", 9)));
        }
        for (int i = 11; i <= 14; i++) {
            placer.enqueue(pending(i, Requests.spec(1, terms("research", 0))));
        }

        List<Long> victims = victims(placer.decide(LATER, 10));
        victims.forEach(victim -> placer.release(workloadId(victim)));
        victims.forEach(
                victim -> placer.enqueue(pending(victim, Requests.spec(1, terms("default", 9)))));

        assertThat(victims).hasSize(2);
        assertThat(started(placer.decide(LATER, 10))).containsExactly(11L, 12L);
        assertThat(placer.decide(at(Duration.ofHours(5)), 10)).isEmpty();
    }

    @Test
    void priorityDoesNotBreakTheGuaranteeOfOthers() {
        placer.upsertNode(node(1, 2, "H100"));
        placer.upsertVirtualCluster(
                new VirtualCluster("a", null, guarantee(2), Quota.UNLIMITED, 1));
        place(1, Requests.spec(1, terms("a", 0)));
        place(2, Requests.spec(1, terms("a", 0)));
        placer.enqueue(pending(9, Requests.spec(1, terms("b", 9))));

        assertThat(placer.decide(LATER, 10)).isEmpty();
    }

    @Test
    void nominationEndsWithItsNode() {
        placer.upsertNode(node(1, 1, "H100"));
        placer.upsertNode(in(node(2, 1, "H100"), Availability.CORDONED));
        place(1, spec(1, 0));
        placer.enqueue(pending(9, spec(1, 1)));
        assertThat(victims(placer.decide(LATER, 10))).containsExactly(1L);

        placer.upsertNode(in(node(1, 1, "H100"), Availability.DISCONNECTED));
        placer.release(workloadId(1));
        List<Decision> closed = placer.decide(LATER, 10);
        placer.upsertNode(node(2, 1, "H100"));

        assertThat(closed).isEmpty();
        assertThat(started(placer.decide(LATER, 10))).containsExactly(9L);
    }

    @Test
    void nominationEndsWithTheHealthOfItsGpu() {
        placer.upsertNode(node(1, 2, "H100"));
        place(1, spec(1, 0));
        place(2, spec(1, 1));
        placer.enqueue(pending(9, spec(1, 2)));
        assertThat(victims(placer.decide(LATER, 10))).containsExactly(1L);

        placer.upsertNode(ill(node(1, 2, "H100"), 0));
        placer.release(workloadId(1));
        assertThat(victims(placer.decide(LATER, 10))).containsExactly(2L);
        placer.release(workloadId(2));

        assertThat(started(placer.decide(LATER, 10))).containsExactly(9L);
    }

    @Test
    void withdrawnBeneficiaryLeavesNothingBehind() {
        placer.upsertNode(node(1, 1, "H100"));
        place(1, spec(1, 0));
        placer.enqueue(pending(9, spec(1, 1)));
        placer.decide(LATER, 10);

        placer.withdraw(workloadId(9));
        placer.release(workloadId(1));

        assertThat(placer.explain(workloadId(9), LATER)).isNull();
        assertThat(placer.place(pending(5, spec(1, 0)), LATER))
                .isInstanceOf(Placement.Placed.class);
    }

    @Test
    void victimIsToldWhyAndForWhom() {
        placer.upsertNode(node(1, 1, "H100"));
        place(1, spec(1, 0));
        placer.enqueue(pending(9, spec(1, 1)));

        Decision.Evict evict = (Decision.Evict) placer.decide(LATER, 10).getFirst();

        WorkloadId nine = workloadId(9);
        assertThat(evict.beneficiary()).isEqualTo(nine);
        assertThat(evict.reason()).isEqualTo("preempted by " + nine + " of priority 1");
    }

    private static Quota guarantee(int gpus) {
        return new Quota(gpus * 1000L, 0, 0);
    }

    private static Quota limit(int gpus) {
        return new Quota(gpus * 1000L, Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
