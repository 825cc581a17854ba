package dev.clawgateway.core.placement;

import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.Taint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node as the placement engine sees it.
 *
 * @param labels what the node reported, overridden by what operators set
 * @param conditions status by condition type, merged likewise
 * @param unfit indexes of GPUs that are not to be given out, in ascending order
 * @param remark why it is not available, where there is more to say than that; null otherwise
 */
public record SchedulableNode(
        NodeId id,
        String name,
        NodeCapacity capacity,
        Map<String, String> labels,
        Map<String, ConditionStatus> conditions,
        List<Taint> taints,
        Availability availability,
        List<Integer> unfit,
        @Nullable String remark) {
    public SchedulableNode {
        unfit = List.copyOf(unfit);
        labels = FrozenMap.copyOf(labels);
        conditions = FrozenMap.copyOf(conditions);
        taints = List.copyOf(taints);
    }

    public SchedulableNode(
            NodeId id,
            String name,
            NodeCapacity capacity,
            Map<String, String> labels,
            Map<String, ConditionStatus> conditions,
            List<Taint> taints,
            Availability availability) {
        this(id, name, capacity, labels, conditions, taints, availability, List.of(), null);
    }

    /** One whose GPUs are all well. */
    public SchedulableNode(
            NodeId id,
            String name,
            NodeCapacity capacity,
            Map<String, String> labels,
            Map<String, ConditionStatus> conditions,
            List<Taint> taints,
            Availability availability,
            @Nullable String remark) {
        this(id, name, capacity, labels, conditions, taints, availability, List.of(), remark);
    }
}
