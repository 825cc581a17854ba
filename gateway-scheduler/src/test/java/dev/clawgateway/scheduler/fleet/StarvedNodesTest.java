package dev.clawgateway.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nodes that look promising and have too little CPU after all. */
class StarvedNodesTest {
    private static final WorkloadSpec NEEDS_1800 =
            new WorkloadSpec("image", List.of(), Map.of(), 1, 0, 1800);

    private final Fleet fleet = Fleet.of(Policies.of("best_fit", List.of()));
    private final Choice choice = new Choice();

    private void addNode(int number, long cpuMillis) {
        fleet.inventory()
                .upsert(
                        Nodes.node(
                                number,
                                Nodes.gpus(1, "A100", 81_920),
                                cpuMillis,
                                65_536,
                                Map.of()));
    }

    private int chosen() {
        return fleet.finder().find(fleet.shapes().intern(NEEDS_1800), -1, 1, choice)
                ? choice.node()
                : -1;
    }

    @Test
    void tightestNodeIsFoundBehindAFew() {
        addNode(0, 64_000);
        for (int number = 1; number <= 256; number++) {
            addNode(number, 1500);
        }
        addNode(257, 1900);

        int node = chosen();

        assertThat(node).isEqualTo(257);
    }

    @Test
    void crowdIsPassedOverForASureNode() {
        for (int number = 0; number < 2000; number++) {
            addNode(number, 1500);
        }
        addNode(2000, 1900);
        addNode(2001, 64_000);

        int node = chosen();

        assertThat(node).isEqualTo(2001);
    }

    @Test
    void crowdHidesNothingWhenNothingElseFits() {
        for (int number = 0; number < 2000; number++) {
            addNode(number, 1500);
        }
        addNode(2000, 1900);

        int node = chosen();

        assertThat(node).isEqualTo(2000);
    }

    @Test
    void crowdAloneIsRefused() {
        for (int number = 0; number < 2000; number++) {
            addNode(number, 1500);
        }

        int node = chosen();

        assertThat(node).isNegative();
    }
}
