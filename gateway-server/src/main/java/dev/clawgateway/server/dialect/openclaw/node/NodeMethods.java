package dev.clawgateway.server.dialect.openclaw.node;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.NodeOperations;
import dev.clawgateway.control.operations.access.DeviceOperations;
import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.operations.lists.NodeSelection;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.method.ParamReader;
import dev.clawgateway.server.dialect.openclaw.pairing.PairingRights;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Nodes as operators see and name them: those of this dialect, and the fleet's others. */
public final class NodeMethods {
    private final NodeOperations fleet;
    private final DeviceOperations devices;
    private final NodeCatalog catalog;
    private final Time time;

    public NodeMethods(
            NodeOperations fleet, DeviceOperations devices, NodeCatalog catalog, Time time) {
        this.fleet = fleet;
        this.devices = devices;
        this.catalog = catalog;
        this.time = time;
    }

    public List<MethodEntry> entries() {
        return List.of(
                MethodEntry.operator("node.list", Scopes.READ, this::list),
                MethodEntry.operator("node.describe", Scopes.READ, this::describe),
                MethodEntry.operator("node.rename", Scopes.PAIRING, this::rename));
    }

    private ObjectNode stamped() {
        return JsonTree.MAPPER.createObjectNode().put("ts", time.now().toEpochMilli());
    }

    private void list(MethodCall call) {
        fleet.list(
                call.caller(),
                NodeSelection.ALL,
                PageRequest.FIRST,
                call.<Page<ListedNode>>found(page -> {
                    ObjectNode all = stamped();
                    catalog.all(page.items()).forEach(all.putArray("nodes")::add);
                    return all;
                }));
    }

    private void describe(MethodCall call) {
        String id = named(call, "nodeId");
        if (id == null) {
            return;
        }
        fleet.list(
                call.caller(),
                new NodeSelection(null, node -> node.id().equals(NodeCatalog.nodeId(id))),
                PageRequest.FIRST,
                answer -> {
                    if (answer instanceof Answer.Given<Page<ListedNode>>(Page<ListedNode> page)
                            && catalog.one(id, page.items()) == null) {
                        call.fail(OpenClawError.invalid("unknown nodeId"));
                        return;
                    }
                    call.<Page<ListedNode>>found(page -> described(id, page)).answer(answer);
                });
    }

    private JsonNode described(String id, Page<ListedNode> page) {
        ObjectNode found = catalog.one(id, page.items());
        ObjectNode described = stamped();
        return found == null ? described : described.setAll(found);
    }

    /** Null where it is missing or blank; then the call is answered. */
    private static @Nullable String named(MethodCall call, String member) {
        String text = ParamReader.read(call, in -> in.required(member, Kinds.TEXT));
        if (text != null && text.isBlank()) {
            call.fail(OpenClawError.invalid(member + " required"));
            return null;
        }
        return text;
    }

    private void rename(MethodCall call) {
        String id = named(call, "nodeId");
        String name = id == null ? null : named(call, "displayName");
        if (id == null || name == null) {
            return;
        } else if (!catalog.paired(id)) {
            call.fail(OpenClawError.invalid("unknown nodeId"));
            return;
        }
        devices.rename(
                PairingRights.caller(call),
                PairingRights.reach(call),
                id,
                name.strip(),
                call.told(_ ->
                        JsonTree.MAPPER
                                .createObjectNode()
                                .put("nodeId", id)
                                .put("displayName", name.strip())));
    }
}
