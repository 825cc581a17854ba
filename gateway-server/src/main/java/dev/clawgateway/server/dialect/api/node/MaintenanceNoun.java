package dev.clawgateway.server.dialect.api.node;

import dev.clawgateway.control.operations.MaintenanceOperations;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.protocol.api.node.ApiWindows;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
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
                call ->
                        maintenance.list(
                                call.caller(),
                                call.replyJson(windows ->
                                        JsonTree.write(ApiWindows.KIND, new ApiWindows(windows)))),
                "setMaintenance",
                this::set,
                "removeMaintenance",
                call ->
                        maintenance.remove(
                                call.caller(), call.parameter("name"), NodeNoun.changed(call)));
    }

    private void set(ApiCall call) {
        try {
            Members window = Value.root(call.body(), "window").members();
            set(call, window.required("from", Kinds.TIME), window.required("until", Kinds.TIME));
        } catch (JsonFormatException wrong) {
            call.invalid(wrong); // such as a leap second: of the form of a time, and none here
        }
    }

    private void set(ApiCall call, Instant from, Instant until) {
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
                        from,
                        until,
                        Duration.ofSeconds(body.path("lead_secs").asLong(0)),
                        NodeNoun.text(call, "reason")),
                NodeNoun.changed(call));
    }
}
