package dev.clawgateway.simulation.peer.operator;

import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.workload.ConditionRequirement;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.SpreadRule;
import dev.clawgateway.core.workload.Toleration;
import dev.clawgateway.simulation.peer.Marks;
import dev.clawgateway.simulation.peer.Taste;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What submissions ask of the node and of its neighbours. */
final class Demands {
    private static final String NODE = "node";

    private Demands() {}

    static NodeRequirements ofNode(Set<Taste> tastes, RandomGenerator dice) {
        List<Toleration> tolerations =
                tastes.contains(Taste.TOLERATION)
                        ? List.of(new Toleration(Marks.TAINT, dice.nextBoolean() ? "a" : null))
                        : List.of();
        if (!tastes.contains(Taste.CONSTRAINT)) {
            return new NodeRequirements(Map.of(), List.of(), List.of(), List.of(), tolerations);
        }
        int kind = dice.nextInt(4);
        String zone = dice.nextBoolean() ? "a" : "b";
        return new NodeRequirements(
                kind == 0 ? Map.of(Marks.ZONE, zone) : Map.of(),
                kind == 1 ? List.of(rule(dice, zone)) : List.of(),
                kind == 2 ? List.of(rule(dice, zone)) : List.of(),
                kind == 3
                        ? List.of(new ConditionRequirement(Marks.CONDITION, ConditionStatus.TRUE))
                        : List.of(),
                tolerations);
    }

    static NeighbourRequirements ofNeighbours(Set<Taste> tastes, RandomGenerator dice) {
        if (!tastes.contains(Taste.CONSTRAINT) || dice.nextInt(3) != 0) {
            return NeighbourRequirements.NONE;
        }
        List<LabelRule> others =
                List.of(new LabelRule("app", LabelRule.Operator.IN, List.of("vit", "cfd")));
        String topology = dice.nextBoolean() ? NODE : Marks.ZONE;
        return switch (dice.nextInt(3)) {
            case 0 ->
                    new NeighbourRequirements(
                            List.of(new NeighbourRule(others, topology)), List.of(), List.of());
            case 1 ->
                    new NeighbourRequirements(
                            List.of(), List.of(new NeighbourRule(others, topology)), List.of());
            default ->
                    new NeighbourRequirements(
                            List.of(),
                            List.of(),
                            List.of(new SpreadRule(others, Marks.ZONE, 1 + dice.nextInt(2))));
        };
    }

    private static LabelRule rule(RandomGenerator dice, String zone) {
        return switch (dice.nextInt(4)) {
            case 0 -> new LabelRule(Marks.ZONE, LabelRule.Operator.IN, List.of(zone));
            case 1 -> new LabelRule(Marks.ZONE, LabelRule.Operator.NOT_IN, List.of(zone));
            case 2 -> new LabelRule(Marks.ZONE, LabelRule.Operator.EXISTS, List.of());
            default -> new LabelRule(Marks.POOL, LabelRule.Operator.NOT_EXISTS, List.of());
        };
    }
}
