package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.NOW;
import static dev.clawgateway.scheduler.Requests.node;
import static dev.clawgateway.scheduler.Requests.pending;
import static dev.clawgateway.scheduler.Requests.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.SchedulableNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes that come all at once, as they do when a gateway starts. */
class LoadTest {
    private static final List<SchedulableNode> NODES =
            List.of(node(1, 2, "H100"), node(2, 4, "A100"), node(3, 2, "H100"));

    private final Placer loaded = Schedulers.create(new SchedulerOptions("best_fit", 7));
    private final Placer grown = Schedulers.create(new SchedulerOptions("best_fit", 7));

    @Test
    void countAsIfTheyHadComeOneByOne() {
        grown.upsertNode(NODES.get(0));
        grown.upsertNode(NODES.get(1));
        grown.upsertNode(NODES.get(2));

        loaded.upsertNode(NODES.get(1));
        loaded.loadNodes(NODES);

        for (int i = 1; i <= 8; i++) {
            assertThat(loaded.place(pending(i, spec(1)), NOW))
                    .isEqualTo(grown.place(pending(i, spec(1)), NOW));
            assertThat(loaded.virtualClusters()).isEqualTo(grown.virtualClusters());
        }
    }
}
