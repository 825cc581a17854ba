package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Slices of GPUs make room, have room made for them, and are kept, slot by slot. */
class SlicePreemptionTest {
    private static final Moment LATER = at(Duration.ofHours(1));

    private final Placer placer = Schedulers.create(new SchedulerOptions("best_fit", 7));

    private static WorkloadSpec slices(String profile, int priority) {
        return of(slice(profile), terms("default", priority), null);
    }

    private static WorkloadSpec of(
            @Nullable GpuRequirement gpu, QueueTerms terms, @Nullable Gang gang) {
        return with(spec(1), gpu, terms, gang);
    }

    private void place(long number, WorkloadSpec spec) {
        assertThat(placer.place(pending(number, spec), NOW)).isInstanceOf(Placement.Placed.class);
    }

    private boolean fits(long number, WorkloadSpec spec) {
        return placer.plan(pending(number, spec), LATER) instanceof Placement.Placed;
    }

    /** Seven workloads that fill one GPU. */
    private void fill(int priority) {
        for (int i = 1; i <= 7; i++) {
            place(i, slices("1g.10gb", priority));
        }
    }

    private List<Long> evicted() {
        List<Long> ids = new ArrayList<>();
        for (Decision decision : placer.decide(LATER, 100)) {
            ids.add(((Decision.Evict) decision).victim().value().getLeastSignificantBits());
        }
        return ids;
    }

    private long starts() {
        return placer.decide(LATER, 100).stream().filter(Decision.Start.class::isInstance).count();
    }

    @Test
    void sliceStopsTheFewestSlicesThatMakeALegalLayout() {
        placer.upsertNode(sliceable(1, 1));
        fill(0);
        placer.enqueue(pending(9, slices("3g.40gb", 1)));

        List<Long> victims = evicted();

        assertThat(victims).hasSize(3);
        victims.forEach(victim -> placer.release(workloadId(victim)));
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void equalPriorityStopsNoSlice() {
        placer.upsertNode(sliceable(1, 1));
        fill(1);
        placer.enqueue(pending(9, slices("3g.40gb", 1)));

        assertThat(placer.decide(LATER, 10)).isEmpty();
    }

    @Test
    void slotsOfVictimsAreGivenToNobodyElse() {
        placer.upsertNode(sliceable(1, 1));
        fill(0);
        placer.enqueue(pending(9, slices("3g.40gb", 1)));
        List<Long> victims = evicted();

        placer.release(workloadId(victims.getFirst()));

        assertThat(fits(20, slices("1g.10gb", 9))).isFalse();
        assertThat(starts()).isZero();
        placer.withdraw(workloadId(9));
        assertThat(fits(20, slices("1g.10gb", 9))).isTrue();
    }

    @Test
    void wholeGpuStopsTheSlicesOnIt() {
        placer.upsertNode(sliceable(1, 2));
        place(1, slices("1g.10gb", 0));
        place(2, slices("2g.20gb", 0));
        place(3, spec(1, terms("default", 5)));
        placer.enqueue(pending(9, spec(1, terms("default", 1))));

        assertThat(evicted()).containsExactlyInAnyOrder(1L, 2L);
        placer.release(workloadId(1));
        assertThat(fits(20, slices("3g.40gb", 9))).isFalse();
        placer.release(workloadId(2));
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void deviceThatIsToBeCutIsNotSharedMeanwhile() {
        placer.upsertNode(sliceable(1, 1));
        place(1, of(share(300, 0), terms("default", 0), null));
        place(2, of(share(300, 0), terms("default", 0), null));
        placer.enqueue(pending(9, slices("1g.10gb", 1)));

        assertThat(evicted()).containsExactlyInAnyOrder(1L, 2L);
        placer.release(workloadId(1));
        assertThat(fits(20, of(share(100, 0), terms("default", 9), null))).isFalse();
        assertThat(fits(21, slices("1g.10gb", 9))).isFalse();
        placer.release(workloadId(2));
        assertThat(starts()).isEqualTo(1);
        assertThat(fits(21, slices("3g.40gb", 9))).isTrue();
    }

    @Test
    void gangOfSlicesSparesSlicesItDoesNotNeed() {
        placer.upsertNode(sliceable(1, 2));
        for (int i = 1; i <= 14; i++) {
            place(i, slices("1g.10gb", 0));
        }
        WorkloadSpec member = of(slice("2g.20gb"), terms("default", 1), new Gang(3, 3, null));
        placer.enqueue(gang(20, 3, 3, member));

        List<Long> victims = evicted();

        assertThat(victims).hasSizeLessThanOrEqualTo(6);
        victims.forEach(victim -> placer.release(workloadId(victim)));
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void borrowedSlicesAreReclaimed() {
        placer.upsertNode(sliceable(1, 1));
        placer.upsertVirtualCluster(
                new VirtualCluster("a", null, new Quota(500, 0, 0), Quota.UNLIMITED, 1));
        for (int i = 1; i <= 3; i++) {
            place(i, of(slice("2g.20gb"), terms("b", 9), null));
        }
        placer.enqueue(pending(9, of(slice("3g.40gb"), terms("a", 0), null)));

        List<Long> victims = evicted();

        assertThat(victims).isNotEmpty().hasSizeLessThan(3);
        victims.forEach(victim -> placer.release(workloadId(victim)));
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void sliceIsReserved() {
        placer.upsertNode(sliceable(1, 1));
        for (int i = 1; i <= 7; i++) {
            QueueTerms limited =
                    new QueueTerms("default", 0, true, false, null, Duration.ofHours(i + 1));
            place(i, of(slice("1g.10gb"), limited, null));
        }
        placer.enqueue(pending(9, slices("2g.20gb", 0)));
        assertThat(placer.decide(LATER, 10)).isEmpty();

        var start = Objects.requireNonNull(placer.explain(workloadId(9), LATER)).expectedStart();
        assertThat(start).isAfter(LATER.wall());
        for (int i = 1; START.plus(Duration.ofHours(i + 1)).compareTo(start) <= 0; i++) {
            assertThat(starts()).isZero();
            placer.release(workloadId(i));
            assertThat(fits(20, slices("2g.20gb", 0))).isFalse();
        }
        assertThat(starts()).isEqualTo(1);
    }
}
