package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.QueueEntry;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Who goes first. */
class QueueOrderTest {
    private final Placer placer = Schedulers.create(new SchedulerOptions("best_fit", 7));

    private List<WorkloadId> started(int limit) {
        return placer.decide(NOW, limit).stream()
                .map(Decision.Start.class::cast)
                .map(start -> start.assignments().getFirst().workload())
                .toList();
    }

    @Test
    void priorityGoesBeforeAgeAndAgeBeforeArrival() {
        placer.upsertNode(node(1, 3, "H100"));
        placer.enqueue(pending(1, spec(1)));
        placer.enqueue(new PendingWorkload(workloadId(2), spec(1), START.minusSeconds(9), null));
        placer.enqueue(pending(3, spec(1)));
        placer.enqueue(pending(4, spec(1, terms("default", 5))));

        assertThat(started(10)).containsExactly(workloadId(4), workloadId(2), workloadId(1));
        assertThat(placer.explain(workloadId(3), NOW)).isNotNull();
        assertThat(placer.explain(workloadId(4), NOW)).isNull();
    }

    @Test
    void atMostTheLimitIsDecidedAtOnce() {
        placer.upsertNode(node(1, 8, "H100"));
        for (int i = 1; i <= 5; i++) {
            placer.enqueue(pending(i, spec(1)));
        }

        assertThat(started(2)).containsExactly(workloadId(1), workloadId(2));
        assertThat(started(10)).containsExactly(workloadId(3), workloadId(4), workloadId(5));
    }

    @Test
    void releasedDevicesGoToTheFirstThatFits() {
        placer.upsertNode(node(1, 2, "H100"));
        placer.enqueue(pending(1, spec(2)));
        assertThat(started(10)).containsExactly(workloadId(1));
        placer.enqueue(pending(2, spec(1)));
        placer.enqueue(pending(3, spec(1)));
        assertThat(started(10)).isEmpty();

        placer.release(workloadId(1));

        assertThat(started(10)).containsExactly(workloadId(2), workloadId(3));
    }

    @Test
    void withdrawnRequestsAreForgotten() {
        placer.enqueue(pending(1, spec(1)));
        placer.withdraw(workloadId(1));
        placer.upsertNode(node(1, 2, "H100"));

        assertThat(started(10)).isEmpty();
    }

    @Test
    void waitingRequestsKnowTheirPosition() {
        placer.enqueue(pending(1, spec(1)));
        placer.enqueue(pending(2, spec(1)));

        var explanation = placer.explain(workloadId(2), NOW);

        assertThat(explanation).isNotNull();
        assertThat(explanation.position()).isEqualTo(2);
        assertThat(explanation.summary()).isEqualTo("no nodes are registered");
    }

    @Test
    void aListingEndsWhereToSayWhyWouldTakeTooManyLooksAtNodes() {
        placer.loadNodes(
                LongStream.rangeClosed(1, 4_000).mapToObj(n -> node(n, 1, "A100")).toList());
        for (int i = 1; i <= 600; i++) {
            placer.enqueue(pending(2L * i, memory(i)));
            placer.enqueue(pending(2L * i + 1, memory(i)));
        }

        List<QueueEntry> queue = placer.queue(NOW, 2_000);

        assertThat(queue).hasSize(1_000);
        assertThat(queue.getLast().explanation()).isEqualTo(placer.explain(workloadId(1_001), NOW));
    }

    private static WorkloadSpec memory(long mib) {
        return new WorkloadSpec("image", List.of(), Map.of(), 1, mib, 0);
    }

    @Test
    void theQueueIsListedByClusterAndThenByPlace() {
        placer.enqueue(pending(1, spec(1)));
        placer.enqueue(pending(2, spec(1, terms("research", 0))));
        placer.enqueue(pending(3, spec(1, terms("research", 5))));
        placer.enqueue(pending(4, spec(2)));

        List<QueueEntry> queue = placer.queue(NOW, 10);

        assertThat(queue)
                .extracting(entry -> entry.workload().id())
                .containsExactly(workloadId(1), workloadId(4), workloadId(3), workloadId(2));
        assertThat(queue)
                .extracting(entry -> entry.explanation().position())
                .containsExactly(1, 2, 1, 2);
        assertThat(queue.getLast().explanation()).isEqualTo(placer.explain(workloadId(2), NOW));
        assertThat(placer.queue(NOW, 3)).isEqualTo(queue.subList(0, 3));
    }
}
