package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A level of a fallback chain that no quota has room for does not stand before one that it has. */
class FallbackQuotaTest {
    private final Placer placer = Schedulers.create(new SchedulerOptions("best_fit", 7));

    @BeforeEach
    void declare() {
        placer.upsertVirtualCluster(cluster("lab", null, 6, 0));
    }

    private static VirtualCluster cluster(
            String name, @Nullable String parent, int limit, int guaranteed) {
        return new VirtualCluster(
                name,
                parent,
                new Quota(guaranteed * 1000L, 0, 0),
                new Quota(limit * 1000L, Long.MAX_VALUE, Long.MAX_VALUE),
                1);
    }

    private static GpuRequirement of(
            int count, @Nullable String model, @Nullable GpuRequirement fallback) {
        return new GpuRequirement(
                count,
                GpuSelector.ANY,
                0,
                null,
                model == null ? List.of() : List.of(model),
                null,
                null,
                false,
                0,
                fallback);
    }

    /** Eight L40S, else any two. */
    private static WorkloadSpec eightElseTwo(QueueTerms terms) {
        return with(spec(0), of(8, "L40S", of(2, null, null)), terms, null);
    }

    private List<Decision> decide() {
        return placer.decide(NOW, 100);
    }

    private static List<Assignment> started(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision.Start.class::isInstance)
                .flatMap(decision -> ((Decision.Start) decision).assignments().stream())
                .toList();
    }

    private static void isTheSecondLevel(Assignment assignment) {
        assertThat(assignment.allocation().gpus()).hasSize(2);
        assertThat(assignment.allocation().fallbackLevel()).isEqualTo(1);
    }

    @Test
    void theFirstAffordableLevelStarts() {
        placer.upsertNode(node(1, 8, "L40S"));
        placer.enqueue(pending(1, eightElseTwo(terms("lab", 0))));

        isTheSecondLevel(started(decide()).getFirst());
    }

    @Test
    void aDryRunAndAStartAtOnceSayTheSame() {
        placer.upsertNode(node(1, 8, "L40S"));
        Placement planned = placer.plan(pending(1, eightElseTwo(terms("lab", 0))), NOW);

        Placement placed = placer.place(pending(1, eightElseTwo(terms("lab", 0))), NOW);

        assertThat(planned).isEqualTo(placed).isInstanceOf(Placement.Placed.class);
        isTheSecondLevel(((Placement.Placed) placed).assignments().getFirst());
    }

    @Test
    void theLimitOfAParentCounts() {
        placer.upsertVirtualCluster(cluster("team", "lab", 64, 0));
        placer.upsertNode(node(1, 8, "L40S"));
        placer.enqueue(pending(1, eightElseTwo(terms("team", 0))));

        isTheSecondLevel(started(decide()).getFirst());
    }

    @Test
    void aGangStartsAtTheLevelThatAllItsMembersCanAfford() {
        placer.upsertNode(node(1, 8, "L40S"));
        placer.upsertNode(node(2, 8, "L40S"));
        WorkloadSpec member =
                with(
                        spec(0),
                        of(4, "L40S", of(3, null, null)),
                        terms("lab", 0),
                        new Gang(2, 2, null));

        placer.enqueue(gang(1, 2, 2, member));
        List<Assignment> started = started(decide());

        assertThat(started).hasSize(2);
        assertThat(started)
                .allMatch(assignment -> assignment.allocation().fallbackLevel() == 1)
                .allMatch(assignment -> assignment.allocation().gpus().size() == 3);
    }

    @Test
    void othersAreStoppedForTheLevelThatIsAffordable() {
        placer.upsertNode(node(1, 8, "L40S"));
        placer.upsertNode(node(2, 2, "H100"));
        placer.place(pending(1, spec(8, terms("other", 0))), NOW);
        placer.place(pending(2, spec(1, terms("other", 0))), NOW);
        placer.place(pending(3, spec(1, terms("other", 0))), NOW);

        placer.enqueue(pending(9, eightElseTwo(terms("lab", 5))));
        List<Decision> decisions = placer.decide(at(Duration.ofMinutes(2)), 100);
        decisions.forEach(decision -> placer.release(((Decision.Evict) decision).victim()));

        assertThat(decisions).isNotEmpty();
        isTheSecondLevel(started(placer.decide(at(Duration.ofMinutes(2)), 100)).getFirst());
    }

    @Test
    void whatIsGuaranteedIsTakenBackForTheLevelWithinIt() {
        placer.upsertVirtualCluster(cluster("lab", null, 64, 2));
        placer.upsertNode(node(1, 8, "L40S"));
        for (int i = 1; i <= 4; i++) {
            placer.place(pending(i, spec(2, terms("other", 0))), NOW);
        }

        placer.enqueue(pending(9, eightElseTwo(terms("lab", 0))));

        assertThat(placer.decide(at(Duration.ofMinutes(2)), 100)).hasSize(1);
    }

    @Test
    void aLevelThatBecomesAffordableIsLookedAtAgain() {
        placer.upsertVirtualCluster(cluster("lab", null, 8, 0));
        placer.upsertNode(node(1, 8, "L40S"));
        placer.upsertNode(node(2, 1, "A30"));
        placer.place(pending(1, spec(of(1, "A30", null), terms("lab", 0))), NOW);
        WorkloadSpec eightElseH100 =
                with(spec(0), of(8, "L40S", of(2, "H100", null)), terms("lab", 0), null);
        placer.enqueue(pending(2, eightElseH100));
        List<Decision> before = decide();
        List<String> blockers =
                Objects.requireNonNull(placer.explain(workloadId(2), NOW)).blockers();

        placer.release(workloadId(1));

        assertThat(before).isEmpty();
        assertThat(blockers).contains("the limit of virtual cluster lab is reached");
        assertThat(started(decide())).hasSize(1);
    }

    @Test
    void aReservationIsForTheLevelThatIsAffordable() {
        placer.upsertNode(node(1, 8, "L40S"));
        QueueTerms short1 = new QueueTerms("other", 9, false, false, null, Duration.ofMinutes(30));
        QueueTerms long1 = new QueueTerms("other", 9, false, false, null, Duration.ofHours(30));
        placer.place(pending(1, spec(2, short1)), NOW);
        placer.place(pending(2, spec(6, long1)), NOW);
        placer.enqueue(pending(9, eightElseTwo(terms("lab", 0))));
        placer.decide(NOW, 100);

        placer.decide(at(Duration.ofMinutes(6)), 100);

        assertThat(
                        Objects.requireNonNull(
                                        placer.explain(workloadId(9), at(Duration.ofMinutes(6))))
                                .expectedStart())
                .isEqualTo(START.plus(Duration.ofMinutes(30)));
    }

    private static WorkloadSpec spec(GpuRequirement gpu, QueueTerms terms) {
        return with(Requests.spec(0), gpu, terms, null);
    }

    private static WorkloadSpec spec(int gpus, QueueTerms terms) {
        return Requests.spec(gpus, terms);
    }

    private static WorkloadSpec spec(int gpus) {
        return Requests.spec(gpus);
    }
}
