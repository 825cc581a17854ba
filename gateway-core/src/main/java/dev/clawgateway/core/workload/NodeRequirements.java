package dev.clawgateway.core.workload;

import dev.clawgateway.core.FrozenMap;
import java.util.List;
import java.util.Map;

/**
 * What the node itself must be like.
 *
 * @param selector labels the node must carry with exactly these values
 * @param required label rules that must all hold
 * @param preferred label rules each of which makes a node a better choice
 * @param conditions conditions the node must report
 * @param tolerations taints that do not keep this workload away
 */
public record NodeRequirements(
        Map<String, String> selector,
        List<LabelRule> required,
        List<LabelRule> preferred,
        List<ConditionRequirement> conditions,
        List<Toleration> tolerations) {
    public static final NodeRequirements NONE =
            new NodeRequirements(Map.of(), List.of(), List.of(), List.of(), List.of());

    public NodeRequirements {
        selector = FrozenMap.copyOf(selector);
        required = List.copyOf(required);
        preferred = List.copyOf(preferred);
        conditions = List.copyOf(conditions);
        tolerations = List.copyOf(tolerations);
    }
}
