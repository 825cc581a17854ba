package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.PastUse;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What virtual clusters held of late, over a restart: a new engine that is told of the old. */
class PastUseTest {
    private static final int GPUS = 12;
    private static final Moment LATER = at(Duration.ofDays(1));

    /** The clock that only grows begins anew with the process. */
    private static final Moment RESTARTED = new Moment(LATER.wall(), 7);

    private final Placer before = engine(Duration.ofDays(1));

    @Test
    void whoHadMuchBeforeTheRestartStillWaitsAfterIt() {
        List<PastUse> held = useAll(before, "a");

        Placer after = restarted(held, Duration.ZERO);

        assertThat(held)
                .singleElement()
                .satisfies(past -> assertThat(past.gpuMillis()).isEqualTo(6000, within(1e-6)));
        assertThat(after.pastUse(RESTARTED)).isEqualTo(held);
        assertThat(startsOf(after)).isEqualTo(Map.of("a", 3, "b", 9));
    }

    @Test
    void itFadesWhileTheGatewayIsDown() {
        List<PastUse> held = useAll(before, "a");

        Placer after = restarted(held, Duration.ofDays(1));

        // Six GPUs held of late are three a half-life later.
        assertThat(after.pastUse(RESTARTED))
                .singleElement()
                .satisfies(past -> assertThat(past.gpuMillis()).isEqualTo(3000, within(1e-6)));
    }

    @Test
    void workThatRanOnWhileTheGatewayWasDownCounts() {
        List<PastUse> held = useAll(before, "a");
        Placer after = engine(Duration.ofDays(1));
        after.restorePastUse(held, Duration.ofDays(1), RESTARTED);
        for (int i = 0; i < GPUS; i++) {
            Allocation onOne = new Allocation(nodeId(1), List.of(gpu(i)), 1000, 1024, 0);
            after.restore(workloadId(i), null, spec(1, terms("a", 0)), onOne, START);
        }

        assertThat(after.pastUse(RESTARTED).getFirst().gpuMillis()).isEqualTo(9000, within(1e-6));
    }

    @Test
    void whatFadedToNothingIsForgotten() {
        List<PastUse> held = useAll(before, "a");

        // The clock was at fault before, or is now.
        Placer after = restarted(held, Duration.ofDays(365L * 100_000));

        assertThat(after.pastUse(RESTARTED)).isEmpty();
    }

    @Test
    void anEngineThatForgetsAtOnceTakesNothingOver() {
        List<PastUse> held = useAll(before, "a");
        Placer after = engine(Duration.ZERO);

        after.restorePastUse(held, Duration.ZERO, RESTARTED);

        assertThat(after.pastUse(RESTARTED)).isEmpty();
    }

    /** An engine with one node. */
    private static Placer engine(Duration halfLife) {
        Placer placer =
                Schedulers.create(
                        new SchedulerOptions(
                                "best_fit", 7, Duration.ZERO, Duration.ZERO, 0, halfLife, 256));
        placer.upsertNode(node(1, GPUS, "H100"));
        return placer;
    }

    /** A cluster holds everything for a day, and then nothing. */
    private static List<PastUse> useAll(Placer placer, String cluster) {
        enqueueAll(placer, cluster, 0);
        placer.decide(NOW, 100);
        placer.decide(LATER, 100);
        for (int i = 0; i < GPUS; i++) {
            placer.release(workloadId(i));
        }
        return placer.pastUse(LATER);
    }

    private static Placer restarted(List<PastUse> held, Duration downtime) {
        Placer after = engine(Duration.ofDays(1));
        after.restorePastUse(held, downtime, RESTARTED);
        return after;
    }

    private static Map<String, Integer> startsOf(Placer placer) {
        enqueueAll(placer, "a", 100);
        enqueueAll(placer, "b", 200);
        Map<String, Integer> counts = new HashMap<>();
        for (Decision decision : placer.decide(RESTARTED, 100)) {
            var id = ((Decision.Start) decision).assignments().getFirst().workload().value();
            counts.merge(id.getLeastSignificantBits() < 200 ? "a" : "b", 1, Integer::sum);
        }
        return counts;
    }

    private static void enqueueAll(Placer placer, String cluster, int firstId) {
        for (int i = 0; i < GPUS; i++) {
            placer.enqueue(pending(firstId + i, spec(1, terms(cluster, 0))));
        }
    }

    private static GpuGrant gpu(int index) {
        return new GpuGrant(index, 1000, 81_920, null);
    }
}
