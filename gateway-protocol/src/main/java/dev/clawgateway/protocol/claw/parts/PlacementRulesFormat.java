package dev.clawgateway.protocol.claw.parts;

import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.workload.ConditionRequirement;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.LabelRule.Operator;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.SpreadRule;
import dev.clawgateway.core.workload.Toleration;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Words;
import java.util.List;

/** What a workload asks of its node and of its neighbours, as members of the scheduling object. */
final class PlacementRulesFormat {
    private static final Kind<Operator> OPERATOR = new Words<>(Operator.class);
    private static final Kind<Integer> SKEW = Kinds.integer(1, Integer.MAX_VALUE);
    private static final Kind<List<LabelRule>> LABEL_RULES =
            Kinds.list(
                    Kinds.object(PlacementRulesFormat::readLabelRule, PlacementRulesFormat::write));
    private static final Kind<List<ConditionRequirement>> CONDITIONS =
            Kinds.list(
                    Kinds.object(PlacementRulesFormat::readCondition, PlacementRulesFormat::write));
    private static final Kind<List<Toleration>> TOLERATIONS =
            Kinds.list(
                    Kinds.object(
                            PlacementRulesFormat::readToleration, PlacementRulesFormat::write));
    private static final Kind<List<NeighbourRule>> NEIGHBOURS =
            Kinds.list(
                    Kinds.object(PlacementRulesFormat::readNeighbour, PlacementRulesFormat::write));
    private static final Kind<List<SpreadRule>> SPREAD =
            Kinds.list(Kinds.object(PlacementRulesFormat::readSpread, PlacementRulesFormat::write));

    private PlacementRulesFormat() {}

    static NodeRequirements readNode(Members m) throws JsonFormatException {
        return new NodeRequirements(
                m.mapOrEmpty("node_selector"),
                m.listOrEmpty("required_labels", LABEL_RULES),
                m.listOrEmpty("preferred_labels", LABEL_RULES),
                m.listOrEmpty("required_conditions", CONDITIONS),
                m.listOrEmpty("tolerations", TOLERATIONS));
    }

    static void write(NodeRequirements node, MemberWriter out) {
        out.unlessEmpty("required_conditions", CONDITIONS, node.conditions())
                .unlessEmpty("node_selector", node.selector())
                .unlessEmpty("required_labels", LABEL_RULES, node.required())
                .unlessEmpty("preferred_labels", LABEL_RULES, node.preferred())
                .unlessEmpty("tolerations", TOLERATIONS, node.tolerations());
    }

    static NeighbourRequirements readNeighbours(Members m) throws JsonFormatException {
        return new NeighbourRequirements(
                m.listOrEmpty("near", NEIGHBOURS),
                m.listOrEmpty("apart", NEIGHBOURS),
                m.listOrEmpty("spread", SPREAD));
    }

    static void write(NeighbourRequirements neighbours, MemberWriter out) {
        out.unlessEmpty("near", NEIGHBOURS, neighbours.near())
                .unlessEmpty("apart", NEIGHBOURS, neighbours.apart())
                .unlessEmpty("spread", SPREAD, neighbours.spread());
    }

    /** A rule that cannot mean what its author thought is refused rather than never met. */
    private static LabelRule readLabelRule(Members m) throws JsonFormatException {
        Operator operator = m.required("operator", OPERATOR);
        List<String> values = m.listOrEmpty("values", Kinds.TEXTS);
        boolean takesValues = operator == Operator.IN || operator == Operator.NOT_IN;
        if (takesValues == values.isEmpty()) {
            throw m.member("values")
                    .problem(
                            takesValues
                                    ? "must not be empty for in and not_in"
                                    : "must be empty for exists and not_exists");
        }
        return new LabelRule(m.required("key", Kinds.TEXT), operator, values);
    }

    private static void write(LabelRule rule, MemberWriter out) {
        out.required("key", Kinds.TEXT, rule.key())
                .required("operator", OPERATOR, rule.operator())
                .unlessEmpty("values", Kinds.TEXTS, rule.values());
    }

    private static ConditionRequirement readCondition(Members m) throws JsonFormatException {
        return new ConditionRequirement(
                m.required("condition_type", Kinds.TEXT),
                m.otherwise("required_status", ClawKinds.CONDITION_STATUS, ConditionStatus.TRUE));
    }

    private static void write(ConditionRequirement condition, MemberWriter out) {
        out.required("condition_type", Kinds.TEXT, condition.type())
                .required("required_status", ClawKinds.CONDITION_STATUS, condition.status());
    }

    private static Toleration readToleration(Members m) throws JsonFormatException {
        return new Toleration(m.required("key", Kinds.TEXT), m.optional("value", Kinds.TEXT));
    }

    private static void write(Toleration toleration, MemberWriter out) {
        out.required("key", Kinds.TEXT, toleration.key())
                .optional("value", Kinds.TEXT, toleration.value());
    }

    private static NeighbourRule readNeighbour(Members m) throws JsonFormatException {
        return new NeighbourRule(
                m.required("workloads", LABEL_RULES), m.required("topology_key", Kinds.TEXT));
    }

    private static void write(NeighbourRule rule, MemberWriter out) {
        out.required("workloads", LABEL_RULES, rule.workloads())
                .required("topology_key", Kinds.TEXT, rule.topologyKey());
    }

    private static SpreadRule readSpread(Members m) throws JsonFormatException {
        return new SpreadRule(
                m.required("workloads", LABEL_RULES),
                m.required("topology_key", Kinds.TEXT),
                m.required("max_skew", SKEW));
    }

    private static void write(SpreadRule rule, MemberWriter out) {
        out.required("workloads", LABEL_RULES, rule.workloads())
                .required("topology_key", Kinds.TEXT, rule.topologyKey())
                .required("max_skew", SKEW, rule.maxSkew());
    }
}
