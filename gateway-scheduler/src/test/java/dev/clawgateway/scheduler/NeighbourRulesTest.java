package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.OneFleet.H100;
import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SpreadRule;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Rules about where other workloads are, over two nodes in one rack, one in another, one in none.
 */
class NeighbourRulesTest {
    private static final List<LabelRule> WEB =
            List.of(new LabelRule("app", LabelRule.Operator.IN, List.of("web")));

    private final OneFleet fleet =
            new OneFleet(
                    node(1, 4, H100, Map.of("rack", "r1")),
                    node(2, 4, H100, Map.of("rack", "r1")),
                    node(3, 4, H100, Map.of("rack", "r2")),
                    node(4, 4, H100));

    private static WorkloadSpec near(String key, String app) {
        return asking(
                app,
                new NeighbourRequirements(
                        List.of(new NeighbourRule(WEB, key)), List.of(), List.of()));
    }

    private static WorkloadSpec apart(String key, String app) {
        return asking(
                app,
                new NeighbourRequirements(
                        List.of(), List.of(new NeighbourRule(WEB, key)), List.of()));
    }

    private static WorkloadSpec even(String key, String app) {
        return asking(
                app,
                new NeighbourRequirements(
                        List.of(), List.of(), List.of(new SpreadRule(WEB, key, 1))));
    }

    private static WorkloadSpec asking(String app, NeighbourRequirements rules) {
        return labelled(with(spec(1), null, NodeRequirements.NONE, rules), Map.of("app", app));
    }

    private void startOn(long node, WorkloadSpec spec) {
        fleet.place(pending(node, spec).onlyOn(nodeId(node)));
    }

    @Test
    void nearGoesToTheSameNode() {
        startOn(3, labelled(spec(1), Map.of("app", "web")));

        long node = fleet.nodeOf(near(NeighbourRule.NODE, "cache"));

        assertThat(node).isEqualTo(3);
    }

    @Test
    void nearGoesToTheSameRack() {
        startOn(2, labelled(spec(4), Map.of("app", "web")));

        long node = fleet.nodeOf(near("rack", "cache"));

        assertThat(node).isEqualTo(1);
    }

    @Test
    void nearNobodyFitsNowhere() {
        Explanation explanation = fleet.refuse(near("rack", "cache"));

        assertThat(explanation.refusals().getFirst().reason()).isEqualTo(RefusalReason.NEIGHBOURS);
    }

    @Test
    void firstOfItsKindStartsWhereThereIsAPlace() {
        startOn(4, spec(3));

        long node = fleet.nodeOf(near("rack", "web"));

        assertThat(node).isEqualTo(1);
    }

    @Test
    void apartLeavesTheRack() {
        startOn(1, labelled(spec(1), Map.of("app", "web")));

        long node = fleet.nodeOf(apart("rack", "web"));

        assertThat(node).isEqualTo(3);
    }

    @Test
    void apartComesBackWhenTheOtherIsGone() {
        startOn(1, labelled(spec(1), Map.of("app", "web")));
        fleet.placer.release(workloadId(1));

        long node = fleet.nodeOf(apart("rack", "web"));

        assertThat(node).isEqualTo(1);
    }

    @Test
    void rulesFollowTheNodeToAnotherRack() {
        startOn(1, labelled(spec(1), Map.of("app", "web")));
        fleet.placer.upsertNode(node(1, 4, H100, Map.of("rack", "r2")));

        long node = fleet.nodeOf(apart("rack", "web"));

        assertThat(node).isEqualTo(2);
    }

    @Test
    void evenTakesTheEmptierRack() {
        fleet.place(even("rack", "web"));

        long node = fleet.nodeOf(even("rack", "web"));

        assertThat(node).isEqualTo(3);
    }

    @Test
    void evenLeavesOutNodesInNoRack() {
        startOn(1, spec(4));
        startOn(2, spec(4));
        startOn(3, spec(4));

        Explanation explanation = fleet.refuse(even("rack", "web"));

        assertThat(explanation.refusals())
                .extracting(refusal -> refusal.reason())
                .contains(RefusalReason.NEIGHBOURS);
    }

    @Test
    void gangSpreadsItsOwnMembers() {
        WorkloadSpec spec = even("rack", "web");
        WorkloadSpec members = with(spec, null, QueueTerms.DEFAULT, new Gang(4, 4, null));

        List<Assignment> assignments = fleet.place(gang(1, 4, 4, members));

        assertThat(assignments.stream().filter(a -> a.allocation().node().equals(nodeId(3))))
                .hasSize(2);
    }
}
