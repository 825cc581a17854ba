package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.OneFleet.H100;
import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.ConditionRequirement;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.Toleration;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which nodes may be used at all: service, name, labels, taints, conditions, CPU and memory. */
class NodeRulesTest {
    private static final NodeRequirements SUITED =
            new NodeRequirements(
                    Map.of("zone", "a"),
                    List.of(),
                    List.of(),
                    List.of(new ConditionRequirement("Ready", ConditionStatus.TRUE)),
                    List.of(new Toleration("team", null)));

    /** In zone a, ready, and tainted for team red. */
    private final OneFleet fleet = new OneFleet(special());

    private static SchedulableNode special() {
        SchedulableNode plain = node(1, 1, H100, Map.of("zone", "a"));
        return new SchedulableNode(
                plain.id(),
                plain.name(),
                plain.capacity(),
                plain.labels(),
                Map.of("Ready", ConditionStatus.TRUE),
                List.of(new Taint("team", "red")),
                Availability.OPEN);
    }

    private RefusalReason reason(NodeRequirements node) {
        return fleet.reason(spec(node));
    }

    @Test
    void nodeThatSuitsIsTaken() {
        long node = fleet.nodeOf(spec(SUITED));

        assertThat(node).isEqualTo(1);
    }

    @Test
    void whoToleratesATaintIsLookedAtWhenTheNodeComesFree() {
        Placer placer = Schedulers.create(new SchedulerOptions("best_fit", 7));
        WorkloadSpec suited = with(spec(1), null, SUITED, NeighbourRequirements.NONE);
        placer.upsertNode(special());
        placer.place(pending(1, suited), NOW);
        placer.enqueue(pending(2, suited));
        placer.decide(NOW, 10);

        placer.release(workloadId(1));

        assertThat(placer.decide(NOW, 10)).hasSize(1);
    }

    @Test
    void taintMustBeTolerated() {
        RefusalReason reason = reason(NodeRequirements.NONE);

        assertThat(reason).isEqualTo(RefusalReason.TAINTS);
    }

    @Test
    void tolerationOfAnotherValueIsNone() {
        NodeRequirements blue =
                new NodeRequirements(
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Toleration("team", "blue")));

        RefusalReason reason = reason(blue);

        assertThat(reason).isEqualTo(RefusalReason.TAINTS);
    }

    @Test
    void selectedLabelMustBeEqual() {
        NodeRequirements zoneB =
                new NodeRequirements(
                        Map.of("zone", "b"), List.of(), List.of(), List.of(), SUITED.tolerations());

        RefusalReason reason = reason(zoneB);

        assertThat(reason).isEqualTo(RefusalReason.LABELS);
    }

    @Test
    void requiredRuleMustHold() {
        LabelRule rule = new LabelRule("zone", LabelRule.Operator.IN, List.of("b", "c"));
        NodeRequirements elsewhere =
                new NodeRequirements(
                        Map.of(), List.of(rule), List.of(), List.of(), SUITED.tolerations());

        RefusalReason reason = reason(elsewhere);

        assertThat(reason).isEqualTo(RefusalReason.LABELS);
    }

    @Test
    void conditionNobodyReportsIsNotMet() {
        NodeRequirements cold =
                new NodeRequirements(
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(new ConditionRequirement("Cold", ConditionStatus.UNKNOWN)),
                        SUITED.tolerations());

        RefusalReason reason = reason(cold);

        assertThat(reason).isEqualTo(RefusalReason.CONDITIONS);
    }

    @ParameterizedTest
    @EnumSource(Availability.class)
    void onlyOpenNodesTakeAnything(Availability availability) {
        OneFleet closed = new OneFleet(in(node(1, 1, H100), availability));

        Placement placement = closed.placer.plan(pending(1, spec(1)), NOW);

        assertThat(placement instanceof Placement.Placed)
                .isEqualTo(availability == Availability.OPEN);
    }

    @Test
    void namedNodeIsTakenThoughAnotherIsBetter() {
        OneFleet two = new OneFleet(node(1, 1, H100), node(2, 8, H100));

        var assignments = two.place(pending(1, spec(1)).onlyOn(nodeId(2)));

        assertThat(assignments.getFirst().allocation().node()).isEqualTo(nodeId(2));
    }

    @Test
    void namedNodeIsTheOnlyOne() {
        OneFleet two = new OneFleet(node(1, 1, H100), node(2, 1, H100));
        two.place(pending(1, spec(1)).onlyOn(nodeId(2)));

        var explanation = two.refuse(pending(2, spec(1)).onlyOn(nodeId(2)));

        assertThat(explanation.refusals())
                .containsExactlyInAnyOrder(
                        new Refusal(RefusalReason.NOT_TARGET, 1),
                        new Refusal(RefusalReason.GPU_BUSY, 1));
    }

    private static WorkloadSpec host(long memoryMib, long cpuMillis) {
        return new WorkloadSpec("i", List.of(), Map.of(), 0, memoryMib, cpuMillis);
    }

    @Test
    void coresAreCounted() {
        OneFleet one = new OneFleet(node(1, 0, H100));
        one.place(host(0, 40_000));

        RefusalReason reason = one.reason(host(0, 40_000));

        assertThat(reason).isEqualTo(RefusalReason.CPU_BUSY);
    }

    @Test
    void memoryIsCounted() {
        OneFleet one = new OneFleet(node(1, 0, H100));
        one.place(host(200_000, 0));

        RefusalReason reason = one.reason(host(200_000, 0));

        assertThat(reason).isEqualTo(RefusalReason.MEMORY_BUSY);
    }

    @Test
    void moreCoresThanANodeHasFitNever() {
        OneFleet one = new OneFleet(node(1, 0, H100));

        RefusalReason reason = one.reason(host(0, 65_000));

        assertThat(reason).isEqualTo(RefusalReason.CPU_CAPACITY);
    }

    @Test
    void moreMemoryThanANodeHasFitsNever() {
        OneFleet one = new OneFleet(node(1, 0, H100));

        RefusalReason reason = one.reason(host(300_000, 0));

        assertThat(reason).isEqualTo(RefusalReason.MEMORY_CAPACITY);
    }
}
