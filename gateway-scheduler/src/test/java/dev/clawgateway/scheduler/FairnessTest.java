package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.placement.VirtualClusterUsage;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets how much when there is not enough for all. */
class FairnessTest {
    private final Placer placer = Schedulers.create(new SchedulerOptions("best_fit", 7));
    private final Map<Long, String> clusterOf = new HashMap<>();
    private final ArrayDeque<Long> running = new ArrayDeque<>();
    private long ids;

    private void cluster(String name, String parent, int weight) {
        placer.upsertVirtualCluster(
                new VirtualCluster(
                        name,
                        parent.isEmpty() ? null : parent,
                        Quota.NONE,
                        Quota.UNLIMITED,
                        weight));
    }

    private void enqueue(String cluster, int count, WorkloadSpec like) {
        for (int i = 0; i < count; i++) {
            clusterOf.put(++ids, cluster);
            placer.enqueue(pending(ids, with(like, null, terms(cluster, 0), null)));
        }
    }

    private Map<String, Integer> start(Moment now) {
        Map<String, Integer> counts = new HashMap<>();
        for (Decision decision : placer.decide(now, 10_000)) {
            var start = (Decision.Start) decision;
            long id = start.assignments().getFirst().workload().value().getLeastSignificantBits();
            running.add(id);
            counts.merge(clusterOf.get(id), 1, Integer::sum);
        }
        return counts;
    }

    private void endAll() {
        running.forEach(id -> placer.release(workloadId(id)));
        running.clear();
    }

    @Test
    void equalClustersGetEqualParts() {
        placer.upsertNode(node(1, 12, "H100"));
        enqueue("a", 20, spec(1));
        enqueue("b", 20, spec(1));
        enqueue("c", 20, spec(1));

        assertThat(start(NOW)).isEqualTo(Map.of("a", 4, "b", 4, "c", 4));
    }

    @Test
    void weightsDivideWhatThereIs() {
        placer.upsertNode(node(1, 12, "H100"));
        cluster("a", "", 3);
        cluster("b", "", 1);
        enqueue("a", 20, spec(1));
        enqueue("b", 20, spec(1));

        assertThat(start(NOW)).isEqualTo(Map.of("a", 9, "b", 3));
    }

    @Test
    void childrenDivideWhatTheirParentGets() {
        placer.upsertNode(node(1, 12, "H100"));
        cluster("org", "", 1);
        cluster("org-a", "org", 1);
        cluster("org-b", "org", 2);
        cluster("lab", "", 1);
        enqueue("org-a", 20, spec(1));
        enqueue("org-b", 20, spec(1));
        enqueue("lab", 20, spec(1));

        assertThat(start(NOW)).isEqualTo(Map.of("org-a", 2, "org-b", 4, "lab", 6));
    }

    @Test
    void shareIsOfTheResourceUsedMost() {
        placer.upsertNode(node(1, 8, "H100"));
        WorkloadSpec cpuHungry = new WorkloadSpec("i", java.util.List.of(), Map.of(), 0, 0, 16_000);
        enqueue("cpu", 9, cpuHungry);
        enqueue("gpu", 9, spec(1));

        Map<String, Integer> counts = start(NOW);

        // 64 cores: three times 16 and eight single ones fit, four times 16 leave none for GPUs.
        assertThat(counts).isEqualTo(Map.of("cpu", 3, "gpu", 8));
    }

    @Test
    void whatIsNotWantedIsLent() {
        placer.upsertNode(node(1, 12, "H100"));
        enqueue("a", 20, spec(1));
        enqueue("b", 2, spec(1));

        assertThat(start(NOW)).isEqualTo(Map.of("a", 10, "b", 2));
    }

    @Test
    void whoHadMuchWaitsForWhoHadLittle() {
        placer.upsertNode(node(1, 12, "H100"));
        enqueue("a", 12, spec(1));
        start(NOW);
        Moment later = at(Duration.ofDays(1));
        placer.decide(later, 1);
        endAll();
        enqueue("a", 12, spec(1));
        enqueue("b", 12, spec(1));

        // A day at full use, with a half-life of a day, counts as six GPUs held.
        assertThat(start(later)).isEqualTo(Map.of("a", 3, "b", 9));
    }

    @Test
    void pastUseFades() {
        placer.upsertNode(node(1, 12, "H100"));
        enqueue("a", 12, spec(1));
        start(NOW);
        placer.decide(at(Duration.ofDays(1)), 1);
        endAll();
        placer.decide(at(Duration.ofDays(30)), 1);
        enqueue("a", 12, spec(1));
        enqueue("b", 12, spec(1));

        assertThat(start(at(Duration.ofDays(30)))).isEqualTo(Map.of("a", 6, "b", 6));
    }

    @Test
    void aForgottenDeclarationLeavesNoLimitAndNoName() {
        Quota oneGpu = new Quota(1000, Long.MAX_VALUE, Long.MAX_VALUE);
        placer.upsertNode(node(1, 2, "H100"));
        cluster("org", "", 1);
        placer.upsertVirtualCluster(new VirtualCluster("a", "org", Quota.NONE, oneGpu, 4));
        placer.enqueue(pending(1, spec(1, terms("a", 0))));
        placer.enqueue(pending(2, spec(1, terms("a", 0))));
        assertThat(placer.decide(NOW, 10)).hasSize(1);

        placer.removeVirtualCluster("a");

        assertThat(placer.decide(NOW, 10)).hasSize(1);
        assertThat(placer.virtualClusters())
                .filteredOn(usage -> usage.cluster().name().equals("a"))
                .extracting(VirtualClusterUsage::cluster)
                .containsExactly(new VirtualCluster("a", null, Quota.NONE, Quota.UNLIMITED, 1));
        placer.release(workloadId(1));
        placer.release(workloadId(2));
        assertThat(placer.virtualClusters())
                .extracting(usage -> usage.cluster().name())
                .containsExactly("org");
    }
}
