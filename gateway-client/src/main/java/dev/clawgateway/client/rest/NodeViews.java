package dev.clawgateway.client.rest;

import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.operator.NodeWire;
import dev.clawgateway.protocol.api.node.ApiNode;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Nodes as the API tells them in the words of {@code client.api}. */
final class NodeViews {
    private NodeViews() {}

    static NodeDetails node(Value object) throws JsonFormatException {
        return view(ApiNode.KIND.read(object));
    }

    private static NodeDetails view(ApiNode node) {
        Map<String, Long> models = new LinkedHashMap<>();
        node.models().forEach(one -> models.put(one.model(), (long) one.count()));
        return new NodeDetails(
                node.id(),
                node.name(),
                NodeWire.view(node.state()),
                node.size().gpus(),
                node.size().gpuMemoryMib(),
                node.runningWorkloads(),
                node.lastHeartbeat(),
                null,
                models,
                null,
                node.cordon(),
                NodeWire.view(node.gpuUse()),
                node.avoided(),
                node.unsure(),
                node.maintenance(),
                node.drain());
    }
}
