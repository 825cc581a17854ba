package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.OneFleet.H100;
import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gangs start together or not at all. */
class GangRulesTest {
    private static WorkloadSpec inOneRack(int gpus) {
        return with(spec(gpus), null, QueueTerms.DEFAULT, new Gang(1, 64, "topology/rack"));
    }

    @Test
    void gangThatDoesNotFitHoldsNothing() {
        OneFleet fleet = new OneFleet(node(1, 4, H100), node(2, 4, H100));
        fleet.refuse(gang(1, 5, 5, spec(2)));

        List<Assignment> exact = fleet.place(gang(11, 4, 4, spec(2)));

        assertThat(exact).hasSize(4);
    }

    @Test
    void elasticGangStartsWithWhatFits() {
        OneFleet fleet = new OneFleet(node(1, 4, H100));

        List<Assignment> assignments = fleet.place(gang(1, 6, 3, spec(1)));

        assertThat(assignments).hasSize(4);
    }

    @Test
    void membersShareTheirPlace() {
        OneFleet fleet =
                new OneFleet(
                        node(1, 2, H100, Map.of("topology/rack", "r1")),
                        node(2, 2, H100, Map.of("topology/rack", "r2")),
                        node(3, 2, H100, Map.of("topology/rack", "r2")),
                        node(4, 8, H100));

        List<Assignment> assignments = fleet.place(gang(1, 4, 4, inOneRack(1)));

        assertThat(assignments)
                .extracting(a -> a.allocation().node())
                .containsOnly(nodeId(2), nodeId(3));
    }

    @Test
    void nodeInNoPlaceHoldsNoGang() {
        OneFleet fleet = new OneFleet(node(1, 8, H100));

        var explanation = fleet.refuse(gang(1, 4, 4, inOneRack(1)));

        assertThat(explanation.nodes()).isEqualTo(1);
    }

    @Test
    void namedNodeInNoPlaceHoldsNoGang() {
        OneFleet fleet = new OneFleet(node(1, 8, H100));

        var explanation = fleet.refuse(gang(1, 4, 4, inOneRack(1)).onlyOn(nodeId(1)));

        assertThat(explanation.nodes()).isEqualTo(1);
    }

    @Test
    void placeDoesNotDependOnWhatWasAskedBefore() {
        OneFleet curious = racks();
        OneFleet silent = racks();
        curious.placer.plan(gang(1, 2, 2, inOneRack(1)), NOW);
        for (OneFleet fleet : List.of(curious, silent)) {
            fleet.placer.upsertNode(node(1, 2, H100, Map.of("topology/rack", "r3")));
        }

        List<Assignment> afterAsking = curious.place(gang(1, 2, 2, inOneRack(1)));

        assertThat(afterAsking).isEqualTo(silent.place(gang(1, 2, 2, inOneRack(1))));
    }

    private static OneFleet racks() {
        return new OneFleet(
                node(1, 2, H100, Map.of("topology/rack", "r1")),
                node(2, 2, H100, Map.of("topology/rack", "r2")));
    }
}
