package dev.clawgateway.protocol.claw.parts;

import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.record.NodeRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a node says it is (section 3.1).
 *
 * @param capacity whole cores on the wire, so a fraction of a core is rounded down when written
 * @param taints our extension
 */
public record Capabilities(
        NodeCapacity capacity,
        List<NodeCondition> conditions,
        Map<String, String> labels,
        List<Taint> taints) {
    public Capabilities {
        conditions = List.copyOf(conditions);
        labels = FrozenMap.copyOf(labels);
        taints = List.copyOf(taints);
    }

    /** Devices and nothing else. */
    public Capabilities(NodeCapacity capacity) {
        this(capacity, List.of(), Map.of(), List.of());
    }

    /** All but the devices, as the core keeps it; of two conditions of one type the last counts. */
    public NodeRecord.Marks marks() {
        Map<String, NodeCondition> byType = new LinkedHashMap<>();
        conditions.forEach(condition -> byType.put(condition.type(), condition));
        return new NodeRecord.Marks(labels, byType, taints);
    }
}
