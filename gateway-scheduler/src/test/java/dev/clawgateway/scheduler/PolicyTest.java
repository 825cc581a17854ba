package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.OneFleet.H100;
import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.plugin.NodeView;
import dev.clawgateway.plugin.RequestView;
import dev.clawgateway.plugin.ScoringFunction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of the nodes that fit a policy takes. */
class PolicyTest {
    static List<String> policies() {
        return Schedulers.policies();
    }

    @Test
    void bestFitTakesTheNodeWithFewestFreeGpus() {
        OneFleet fleet = new OneFleet(node(1, 8, H100), node(2, 4, H100), node(3, 2, H100));

        long node = fleet.nodeOf(spec(3));

        assertThat(node).isEqualTo(2);
    }

    @Test
    void bestFitGoesOnFillingWhereItBegan() {
        OneFleet fleet = new OneFleet(node(1, 8, H100), node(2, 4, H100));
        fleet.place(spec(3));

        long node = fleet.nodeOf(spec(1));

        assertThat(node).isEqualTo(2);
    }

    @Test
    void equalNodesGoInTheOrderTheyCame() {
        OneFleet fleet = new OneFleet(node(2, 4, H100), node(1, 4, H100));

        long node = fleet.nodeOf(spec(1));

        assertThat(node).isEqualTo(2);
    }

    @Test
    void spreadTakesTheEmptiestNode() {
        OneFleet fleet = new OneFleet("spread", node(1, 8, H100), node(2, 8, H100));
        fleet.place(spec(1));

        long node = fleet.nodeOf(spec(1));

        assertThat(node).isEqualTo(2);
    }

    @Test
    void binPackTakesTheFullestNodeInProportion() {
        OneFleet fleet = new OneFleet("bin_pack", node(1, 8, H100), node(2, 4, H100));
        fleet.place(pending(1, spec(5)).onlyOn(nodeId(1)));
        fleet.place(pending(2, spec(2)).onlyOn(nodeId(2)));

        long node = fleet.nodeOf(spec(1));

        assertThat(node).isEqualTo(1);
    }

    @Test
    void workloadsWithoutGpusStayOffNodesThatHaveSome() {
        OneFleet fleet = new OneFleet(node(1, 1, H100), node(2, 0, H100));

        long node = fleet.nodeOf(spec(0));

        assertThat(node).isEqualTo(2);
    }

    @Test
    void customIsTheFunctionTheServiceLoaderFinds() {
        OneFleet fleet = new OneFleet("custom", small(1, 200_000), small(2, 20_000));

        long node = fleet.nodeOf(spec(1));

        assertThat(node).isEqualTo(2);
    }

    private static SchedulableNode small(long number, long memory) {
        var plain = node(number, 2, H100);
        return node(
                number,
                new NodeCapacity(plain.capacity().gpus(), 64_000, memory, List.of()),
                Map.of());
    }

    @Test
    void functionIsNamedByItsOwnName() {
        OneFleet fleet = new OneFleet(small(1, 200_000), small(2, 20_000));

        long node = fleet.nodeOf(withPolicy(spec(1), "prefers_old_hosts"));

        assertThat(node).isEqualTo(2);
    }

    @Test
    void nodeWithTheDefaultScoreIsTakenWhereNoOtherFits() {
        SchedulerOptions options =
                new SchedulerOptions("best_fit", 7)
                        .with(List.of(new AvoidsNode(node(1, 2, H100).name())));
        OneFleet fleet =
                new OneFleet(Schedulers.create(options), node(1, 2, H100), node(2, 1, H100));

        long first = fleet.nodeOf(withPolicy(spec(1), "avoids_node"));
        long second = fleet.nodeOf(withPolicy(spec(1), "avoids_node"));

        assertThat(first).isEqualTo(2);
        assertThat(second).isEqualTo(1);
    }

    /** Cannot judge one node. */
    private record AvoidsNode(String avoided) implements ScoringFunction {
        @Override
        public String name() {
            return "avoids_node";
        }

        @Override
        public double score(NodeView node, RequestView request) {
            return node.name().equals(avoided) ? DEFAULT_SCORE : -1e30;
        }
    }

    @Test
    void policyNobodyKnowsAnyMoreIsTheDefault() {
        OneFleet fleet = new OneFleet("spread", node(1, 8, H100), node(2, 8, H100));
        fleet.place(spec(1));

        long node = fleet.nodeOf(withPolicy(spec(1), "removed_from_the_class_path"));

        assertThat(node).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyPolicyPlacesWhatFits(String policy) {
        OneFleet fleet = new OneFleet(policy, node(1, 2, H100));
        fleet.place(spec(1));

        Placement second = fleet.placer.place(pending(2, spec(1)), NOW);
        Placement third = fleet.placer.place(pending(3, spec(1)), NOW);

        assertThat(second).isInstanceOf(Placement.Placed.class);
        assertThat(third).isInstanceOf(Placement.Unplaced.class);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void preferredLabelsOutweighEveryPolicy(String policy) {
        OneFleet fleet =
                new OneFleet(
                        policy,
                        node(1, 1, H100),
                        node(2, 8, H100, Map.of("net", "fast")),
                        node(3, 4, H100));
        List<LabelRule> fast = List.of(new LabelRule("net", LabelRule.Operator.EXISTS, List.of()));

        long node =
                fleet.nodeOf(
                        spec(
                                new NodeRequirements(
                                        Map.of(), List.of(), fast, List.of(), List.of())));

        assertThat(node).isEqualTo(2);
    }

    @Test
    void moreOfThePreferredRulesAreBetter() {
        OneFleet fleet =
                new OneFleet(
                        node(1, 1, H100, Map.of("net", "fast")),
                        node(2, 8, H100, Map.of("net", "fast", "disk", "nvme")));
        List<LabelRule> both =
                List.of(
                        new LabelRule("net", LabelRule.Operator.EXISTS, List.of()),
                        new LabelRule("disk", LabelRule.Operator.IN, List.of("nvme")));

        long node =
                fleet.nodeOf(
                        spec(
                                new NodeRequirements(
                                        Map.of(), List.of(), both, List.of(), List.of())));

        assertThat(node).isEqualTo(2);
    }
}
