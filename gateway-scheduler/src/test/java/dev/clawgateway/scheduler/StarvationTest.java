package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A gang of eight whole nodes against an endless stream of one-GPU workloads that nobody gave a
 * time limit.
 */
class StarvationTest {
    private static final int NODES = 16;
    private static final int GPUS = 8;
    private static final long GANG = 1_000_000;
    private static final Duration STEP = Duration.ofSeconds(30);

    /** Every step about one in sixty of the small ones ends: half an hour each, on average. */
    private static final int MEAN_STEPS = 60;

    private final List<WorkloadId> running = new ArrayList<>();
    private Moment now = NOW;
    private long ids;
    private int decisions;
    private boolean gangStarted;

    private static Placer placer(int reservations) {
        return Schedulers.create(
                new SchedulerOptions(
                        "best_fit",
                        1,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        reservations,
                        Duration.ofDays(1),
                        256));
    }

    /** Lives for some steps, or until the gang starts. */
    private void live(Placer placer, long seed, int steps) {
        Random random = new Random(seed);
        for (int i = 0; i < NODES; i++) {
            placer.upsertNode(node(i, GPUS, "H100"));
        }
        for (int i = 0; i < NODES * GPUS; i++) {
            placer.enqueue(pending(++ids, spec(1)));
        }
        decide(placer);
        WorkloadSpec member = with(spec(GPUS), null, QueueTerms.DEFAULT, new Gang(8, 8, null));
        placer.enqueue(gang(GANG, 8, 8, member));
        for (int i = 0; i < steps && !gangStarted; i++) {
            now = at(Duration.ofNanos(now.nanos()).plus(STEP));
            for (WorkloadId id : List.copyOf(running)) {
                if (random.nextInt(MEAN_STEPS) == 0) {
                    running.remove(id);
                    placer.release(id);
                    placer.enqueue(pending(++ids, spec(1)));
                }
            }
            decide(placer);
        }
    }

    private void decide(Placer placer) {
        for (Decision decision : placer.decide(now, 1000)) {
            decisions++;
            for (Assignment assignment : ((Decision.Start) decision).assignments()) {
                gangStarted |= assignment.workload().equals(workloadId(GANG));
                running.add(assignment.workload());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void gangStartsWithinABoundOfDecisions(long seed) {
        live(placer(4), seed, 2000);

        assertThat(gangStarted).isTrue();
        assertThat(decisions).isLessThan(1500);
    }

    @Test
    void withoutReservationsItWouldStarve() {
        live(placer(0), 1, 2000);

        assertThat(gangStarted).isFalse();
        assertThat(decisions).isGreaterThan(3000);
    }

    @Test
    void noStartIsPromised() {
        Placer placer = placer(4);

        live(placer, 1, 20);

        Explanation waits = Objects.requireNonNull(placer.explain(workloadId(GANG), now));
        assertThat(waits.expectedStart()).isNull();
        assertThat(waits.blockers()).isEmpty();
        assertThat(waits.reserved())
                .startsWith("what comes free on 8 nodes, while it waits for the end of ");
        assertThat(waits.summary())
                .contains("; reserved: what comes free on 8 nodes, while it waits for the end of ");
    }

    /** One service on every second node never ends; the others do. */
    @Test
    void servicesAreNotWaitedForForEver() {
        Placer placer = placer(4);
        for (int i = 0; i < 2; i++) {
            placer.upsertNode(node(i, 1, "H100"));
        }
        placer.place(pending(1, spec(1)), NOW);
        placer.place(pending(2, spec(1)), at(Duration.ofSeconds(1)));
        placer.enqueue(pending(GANG, spec(1)));
        placer.decide(at(Duration.ofMinutes(6)), 10);

        // The younger is waited for first, in vain; then the other, for twice as long.
        for (int minutes = 7; minutes < 150; minutes++) {
            assertThat(placer.decide(at(Duration.ofMinutes(minutes)), 10)).isEmpty();
        }
        placer.release(workloadId(1));
        placer.enqueue(pending(4, spec(1)));

        assertThat(placer.decide(at(Duration.ofMinutes(150)), 10))
                .singleElement()
                .extracting(
                        decision -> ((Decision.Start) decision).assignments().getFirst().workload())
                .isEqualTo(workloadId(GANG));
    }
}
