package dev.clawgateway.core.placement;

import dev.clawgateway.core.ConditionStatus;
import dev.clawgateway.core.NodeCapacity;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Taint;
import java.util.List;
import java.util.Map;

/**
 * A node as the placement engine sees it.
 *
 * @param labels what the node reported, overridden by what operators set
 * @param conditions status by condition type, merged likewise
 */
public record SchedulableNode(
        NodeId id,
        String name,
        NodeCapacity capacity,
        Map<String, String> labels,
        Map<String, ConditionStatus> conditions,
        List<Taint> taints,
        Availability availability) {
    public SchedulableNode {
        labels = Map.copyOf(labels);
        conditions = Map.copyOf(conditions);
        taints = List.copyOf(taints);
    }
}
