package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What failed to start on a node goes elsewhere if it can. */
class UnwantedNodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"best_fit", "random", "least_fragmentation", "fewest_workloads"})
    void isTakenOnlyWhereNoOtherWouldDo(String policy) {
        Placer placer = Schedulers.create(new SchedulerOptions(policy, 7));
        placer.upsertNode(node(1, 1, "H100"));
        placer.upsertNode(node(2, 4, "H100"));

        placer.enqueue(pending(1, spec(1)).ratherNotOn(nodeId(1)));
        assertThat(places(placer)).containsExactly(nodeId(2));
        placer.enqueue(pending(2, spec(4)).ratherNotOn(nodeId(2)));
        assertThat(places(placer)).as("it fits on no other").isEmpty();
        placer.release(workloadId(1));
        assertThat(places(placer)).containsExactly(nodeId(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"best_fit", "least_fragmentation"})
    void holdsUpNobodyWhoAsksForTheSame(String policy) {
        Placer placer = Schedulers.create(new SchedulerOptions(policy, 7));
        placer.upsertNode(node(1, 1, "H100"));

        placer.enqueue(pending(1, spec(1)).ratherNotOn(nodeId(1)));

        assertThat(places(placer)).containsExactly(nodeId(1));
        placer.enqueue(pending(2, spec(1)));
        placer.release(workloadId(1));
        assertThat(places(placer)).containsExactly(nodeId(1));
    }

    private static List<NodeId> places(Placer placer) {
        return placer.decide(NOW, 10).stream()
                .map(Decision.Start.class::cast)
                .map(start -> start.assignments().getFirst().allocation().node())
                .toList();
    }
}
