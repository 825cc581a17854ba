package dev.clawgateway.core.placement;

import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.Taint;
import java.time.Instant;
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
 * @param closing null while that is not planned, and once it takes no new work for it
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
        @Nullable String remark,
        @Nullable Closing closing) {
    /**
     * From some time on nothing is to run there.
     *
     * @param stops when what runs is told to stop
     * @param why in words
     */
    public record Closing(Instant stops, String why) {}

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
        this(id, name, capacity, labels, conditions, taints, availability, List.of(), null, null);
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
        this(id, name, capacity, labels, conditions, taints, availability, List.of(), remark, null);
    }

    /** One that stays open. */
    public SchedulableNode(
            NodeId id,
            String name,
            NodeCapacity capacity,
            Map<String, String> labels,
            Map<String, ConditionStatus> conditions,
            List<Taint> taints,
            Availability availability,
            List<Integer> unfit,
            @Nullable String remark) {
        this(id, name, capacity, labels, conditions, taints, availability, unfit, remark, null);
    }
}
