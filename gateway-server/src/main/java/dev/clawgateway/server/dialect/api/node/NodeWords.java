package dev.clawgateway.server.dialect.api.node;

import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.protocol.api.node.ApiNode;
import dev.clawgateway.server.shown.ShownNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nodes in the words of the API. */
final class NodeWords {
    private NodeWords() {}

    /** What lists say of one. */
    static ApiNode listed(ListedNode node) {
        NodeRecord record = node.record();
        NodeCapacity capacity = record.capacity();
        Avoided avoided = node.avoided();
        return new ApiNode(
                record.id(),
                record.name(),
                ShownNodes.state(node.standing()),
                node.devices().availability(),
                record.revision(),
                new ApiNode.Size(
                        capacity.gpus().size(),
                        capacity.gpuMemoryMib(),
                        capacity.cpuMillis(),
                        capacity.memoryMib()),
                node.workloads(),
                models(capacity),
                record.labels(),
                ShownNodes.use(node.devices()),
                node.lastHeartbeat(),
                record.cordon(),
                avoided == null ? null : avoided.text(),
                node.unsure(),
                node.window(),
                node.drain());
    }

    private static List<ApiNode.ModelCount> models(NodeCapacity capacity) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Gpu gpu : capacity.gpus()) {
            counts.merge(gpu.model(), 1, Integer::sum);
        }
        List<ApiNode.ModelCount> models = new ArrayList<>(counts.size());
        counts.forEach((model, count) -> models.add(new ApiNode.ModelCount(model, count)));
        return models;
    }
}
