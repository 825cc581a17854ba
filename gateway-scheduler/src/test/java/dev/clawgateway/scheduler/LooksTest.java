package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.at;
import static dev.clawgateway.scheduler.Requests.node;
import static dev.clawgateway.scheduler.Requests.pending;
import static dev.clawgateway.scheduler.Requests.terms;
import static dev.clawgateway.scheduler.Requests.with;
import static dev.clawgateway.scheduler.Requests.workloadId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.policy.Policies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an event costs: how many of a thousand different requests are tried because of it. */
class LooksTest {
    private static final Duration PROTECTION = Duration.ofMinutes(1);
    private static final int WAITING = 1000;

    private final QueueScheduler placer =
            new QueueScheduler(
                    new QueueOptions(1, PROTECTION, Duration.ofDays(1), 1, Duration.ZERO, 256),
                    Policies.of("best_fit", List.of()));

    /** Requests from 1 on hold all GPUs of two nodes. */
    private void fill(String cluster) {
        placer.upsertNode(node(1, 8, "H100"));
        placer.upsertNode(node(2, 8, "H100"));
        for (int i = 1; i <= 16; i++) {
            placer.enqueue(pending(i, spec(1000, cluster, 0)));
        }
        placer.decide(at(Duration.ZERO), 100);
    }

    /** Requests from 101 on, of which no two are alike. */
    private void queue(long leastCpuMillis, String cluster, int priority) {
        for (int i = 0; i < WAITING; i++) {
            placer.enqueue(pending(101 + i, spec(leastCpuMillis + i, cluster, priority)));
        }
        assertThat(placer.decide(at(Duration.ofSeconds(1)), 100)).isEmpty();
    }

    private static WorkloadSpec spec(long cpuMillis, String cluster, int priority) {
        WorkloadSpec plain = new WorkloadSpec("image", List.of(), Map.of(), 1, 1024, cpuMillis);
        return with(plain, null, terms(cluster, priority), null);
    }

    private List<Decision> decide(int second) {
        return placer.decide(at(Duration.ofSeconds(second)), 100);
    }

    @Test
    void nothingThatHappenedCostsNothing() {
        fill("a");
        queue(1000, "a", 0);
        long before = placer.looks();

        assertThat(decide(2)).isEmpty();

        assertThat(placer.looks()).isEqualTo(before);
    }

    @Test
    void aReleaseHasOnlyThoseTriedThatStart() {
        fill("a");
        queue(1000, "a", 0);
        long before = placer.looks();

        placer.release(workloadId(3));

        assertThat(decide(2)).singleElement().isInstanceOf(Decision.Start.class);
        assertThat(placer.looks() - before).isEqualTo(1);
    }

    @Test
    void whoFindsTooLittleCpuIsPassedOver() {
        fill("a");
        queue(58_000, "a", 0);
        placer.enqueue(pending(5000, spec(2000, "a", 0)));
        assertThat(decide(2)).isEmpty();
        long before = placer.looks();

        placer.release(workloadId(3));

        assertThat(decide(3)).singleElement().isInstanceOf(Decision.Start.class);
        assertThat(placer.looks() - before).isEqualTo(1);
    }

    @Test
    void roomInAnotherLimitHasNobodyTried() {
        Quota one = new Quota(1000, Long.MAX_VALUE, Long.MAX_VALUE);
        placer.upsertVirtualCluster(new VirtualCluster("b", null, Quota.NONE, one, 1));
        placer.upsertNode(node(3, 8, "H100"));
        placer.enqueue(pending(50, spec(1000, "b", 0)));
        placer.enqueue(pending(51, spec(1000, "a", 0)));
        decide(0);
        queue(1000, "b", 0);
        long before = placer.looks();

        placer.release(workloadId(51));
        assertThat(decide(2)).isEmpty();
        assertThat(placer.looks()).isEqualTo(before);

        placer.release(workloadId(50));
        assertThat(decide(3)).hasSize(1);
        assertThat(placer.looks() - before).isLessThan(3);
    }

    @Test
    void whoMustWaitForProtectionIsTriedWhenItEnds() {
        fill("a");
        queue(1000, "a", 5);
        long before = placer.looks();

        placer.release(workloadId(3));
        assertThat(decide(2)).singleElement().isInstanceOf(Decision.Start.class);
        assertThat(decide(59)).isEmpty();
        assertThat(placer.looks() - before).isEqualTo(1);

        assertThat(decide(61)).hasSize(15).allMatch(Decision.Evict.class::isInstance);
        assertThat(placer.looks() - before).isLessThan(20);
    }
}
