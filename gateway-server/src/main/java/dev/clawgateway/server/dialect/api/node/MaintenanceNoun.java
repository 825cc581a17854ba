package dev.clawgateway.server.dialect.api.node;

import dev.clawgateway.control.operations.MaintenanceOperations;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Maintenance windows. */
public final class MaintenanceNoun implements ApiNoun {
    private final MaintenanceOperations maintenance;

    public MaintenanceNoun(MaintenanceOperations maintenance) {
        this.maintenance = maintenance;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of(
                "listMaintenance",
                call -> maintenance.list(call.caller(), call.replyJson(MaintenanceNoun::listed)),
                "setMaintenance",
                this::set,
                "removeMaintenance",
                call ->
                        maintenance.remove(
                                call.caller(), call.parameter("name"), NodeNoun.changed(call)));
    }

    private void set(ApiCall call) {
        JsonNode body = call.body();
        List<NodeId> nodes = new ArrayList<>();
        body.path("nodes").forEach(node -> nodes.add(NodeId.parse(node.asString())));
        Map<String, String> selector = new HashMap<>();
        body.path("selector")
                .properties()
                .forEach(label -> selector.put(label.getKey(), label.getValue().asString()));
        maintenance.set(
                call.caller(),
                new Command.SetMaintenance(
                        call.parameter("name"),
                        nodes,
                        selector,
                        Instant.parse(body.path("from").asString()),
                        Instant.parse(body.path("until").asString()),
                        Duration.ofSeconds(body.path("lead_secs").asLong(0)),
                        NodeNoun.text(call, "reason")),
                NodeNoun.changed(call));
    }

    private static byte[] listed(List<MaintenanceWindow> windows) {
        ObjectNode words = NodeWords.object();
        ArrayNode items = words.putArray("items");
        for (MaintenanceWindow window : windows) {
            ObjectNode item = items.addObject().put("name", window.name());
            ArrayNode nodes = item.putArray("nodes");
            window.nodes().forEach(node -> nodes.add(node.toString()));
            ObjectNode selector = item.putObject("selector");
            window.selector().forEach(selector::put);
            item.put("from", window.from().toString())
                    .put("until", window.until().toString())
                    .put("lead_secs", window.lead().toSeconds())
                    .put("reason", window.reason())
                    .put("phase", NodeWords.word(window.phase()))
                    .put("revision", window.revision());
        }
        return NodeNoun.bytes(words);
    }
}
