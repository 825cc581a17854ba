package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A large request that waits long gets its turn, and small ones use the time until then. */
class ReservationTest {
    private static final Moment LATE = at(Duration.ofMinutes(6));

    private final Placer placer = Schedulers.create(new SchedulerOptions("best_fit", 7));

    private static WorkloadSpec limited(int gpus, @Nullable Duration limit) {
        return spec(gpus, new QueueTerms("default", 0, true, false, null, limit));
    }

    /** Four GPUs: two end after an hour, one after two, one is free; a request for three waits. */
    @BeforeEach
    void largeRequestWaits() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.place(pending(1, limited(2, Duration.ofHours(1))), NOW);
        placer.place(pending(2, limited(1, Duration.ofHours(2))), NOW);
        placer.enqueue(pending(10, spec(3)));
        assertThat(placer.decide(LATE, 10)).isEmpty();
    }

    private Explanation explained() {
        return Objects.requireNonNull(placer.explain(workloadId(10), LATE));
    }

    @Test
    void reservationForetellsTheStart() {
        assertThat(explained().expectedStart()).isEqualTo(START.plus(Duration.ofHours(1)));
    }

    @Test
    void whoEndsBeforeMayBackfill() {
        placer.enqueue(pending(11, limited(1, Duration.ofMinutes(50))));

        assertThat(placer.decide(LATE, 10)).hasSize(1);
        assertThat(explained().expectedStart()).isEqualTo(START.plus(Duration.ofHours(1)));
    }

    @Test
    void whoEndsLaterOrNeverMayNot() {
        placer.enqueue(pending(11, limited(1, Duration.ofMinutes(55))));
        placer.enqueue(pending(12, limited(1, null)));

        assertThat(placer.decide(LATE, 10)).isEmpty();
        assertThat(placer.place(pending(13, limited(1, null)), LATE))
                .isInstanceOf(Placement.Unplaced.class);
        assertThat(Objects.requireNonNull(placer.explain(workloadId(12), LATE)).blockers())
                .singleElement()
                .asString()
                .startsWith("devices are reserved for " + workloadId(10));
    }

    @Test
    void whoDoesNotTouchItMayStart() {
        placer.upsertNode(node(2, 1, "H100"));
        placer.enqueue(pending(12, limited(1, null)));

        assertThat(placer.decide(LATE, 10)).hasSize(1);
    }

    @Test
    void reservedStartsWhenItsTimeComes() {
        placer.release(workloadId(1));

        List<Decision> decisions = placer.decide(at(Duration.ofMinutes(50)), 10);

        assertThat(decisions).hasSize(1).first().isInstanceOf(Decision.Start.class);
        assertThat(placer.explain(workloadId(10), LATE)).isNull();
        assertThat(placer.place(pending(12, limited(1, null)), LATE))
                .isInstanceOf(Placement.Unplaced.class);
    }

    @Test
    void reservedStartsElsewhereWhenItCan() {
        placer.upsertNode(node(2, 4, "H100"));

        assertThat(placer.decide(LATE, 10)).hasSize(1);
        assertThat(placer.place(pending(12, limited(1, null)), LATE))
                .isInstanceOf(Placement.Placed.class);
    }

    @Test
    void reservationEndsWithItsNodeOrItsRequest() {
        placer.withdraw(workloadId(10));
        assertThat(placer.place(pending(12, limited(1, null)), LATE))
                .isInstanceOf(Placement.Placed.class);
        placer.release(workloadId(12));
        placer.enqueue(pending(20, spec(3)));
        placer.decide(LATE, 10);

        placer.upsertNode(in(node(1, 4, "H100"), Availability.DRAINING));
        placer.decide(LATE, 10);

        var explained = Objects.requireNonNull(placer.explain(workloadId(20), LATE));
        assertThat(explained.expectedStart()).isNull();
    }

    @Test
    void gangIsReservedForWhole() {
        placer.withdraw(workloadId(10));
        placer.upsertNode(node(2, 4, "H100"));
        placer.place(pending(3, limited(4, Duration.ofHours(3))), NOW);
        WorkloadSpec member = with(spec(1), null, QueueTerms.DEFAULT, new Gang(6, 6, null));
        placer.enqueue(gang(20, 6, 6, member));
        placer.decide(LATE, 10);

        var explained = Objects.requireNonNull(placer.explain(workloadId(20), LATE));

        assertThat(explained.expectedStart()).isEqualTo(START.plus(Duration.ofHours(3)));
    }

    @Test
    void everyClusterMayHaveOneReservation() {
        placer.upsertNode(node(2, 4, "H100"));
        placer.place(pending(3, limited(4, Duration.ofHours(5))), NOW);
        placer.enqueue(pending(20, spec(4, terms("other", 0))));
        placer.enqueue(pending(21, spec(4, terms("other", 0))));
        placer.decide(at(Duration.ofMinutes(7)), 10);

        assertThat(explained().expectedStart()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(expectedStart(20)).isEqualTo(START.plus(Duration.ofHours(5)));
        assertThat(expectedStart(21)).isNull();
    }

    @Test
    void noTwoReservationsCountOnTheSameWorkload() {
        placer.enqueue(pending(20, spec(1, terms("other", 0))));
        placer.decide(at(Duration.ofMinutes(7)), 10);

        assertThat(explained().expectedStart()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(expectedStart(20)).isNull();
    }

    @Test
    void higherPriorityTakesWhatIsReserved() {
        placer.enqueue(pending(20, spec(1, terms("default", 1))));

        assertThat(placer.decide(LATE, 10)).singleElement().isInstanceOf(Decision.Start.class);
    }

    private @Nullable Instant expectedStart(long number) {
        return Objects.requireNonNull(placer.explain(workloadId(number), LATE)).expectedStart();
    }
}
