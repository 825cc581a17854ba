package dev.clawgateway.server.dialect.openclaw.node;

import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.pairing.DeviceSightings;
import dev.clawgateway.control.pairing.KnownDevices;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.device.DeviceLimits;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.WireText;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import dev.clawgateway.server.dialect.openclaw.session.CommandRules;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * All nodes: devices that are connected or approved as nodes, and the fleet's nodes that speak
 * other dialects. Safe from any thread; walks them all.
 */
public final class NodeCatalog {
    private static final Comparator<ObjectNode> ORDER =
            Comparator.comparing((ObjectNode node) -> !node.path("connected").asBoolean(false))
                    .thenComparing(node -> node.path("displayName").asString(""))
                    .thenComparing(node -> node.path("nodeId").asString(""));

    private final Clients clients;
    private final KnownDevices known;
    private final DeviceSightings sightings;
    private final OpenClawNodes nodes;
    private final Supplier<CommandRules> rules;

    /**
     * Over all that know nodes.
     *
     * @param sightings when devices were here last
     * @param rules which commands may be run
     */
    public NodeCatalog(
            Clients clients,
            KnownDevices known,
            DeviceSightings sightings,
            OpenClawNodes nodes,
            Supplier<CommandRules> rules) {
        this.clients = clients;
        this.known = known;
        this.sightings = sightings;
        this.nodes = nodes;
        this.rules = rules;
    }

    /**
     * The id of the fleet's node that a node of this dialect is; for a node of another one its own.
     */
    static NodeId nodeId(String id) {
        UUID own = WireText.uuid(id);
        return new NodeId(
                own != null ? own : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a device is approved as a node. */
    public boolean paired(String id) {
        return known.role(id, DeviceLimits.NODE) != null;
    }

    /** Connected ones first, then by name, then by id. */
    List<ObjectNode> all(Collection<ListedNode> fleet) {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        Set<NodeId> devices = new HashSet<>();
        for (PairedDevice device : known.approved(DeviceLimits.NODE)) {
            all.put(device.id(), shown(device.id(), device, clients.node(device.id())));
        }
        clients.in(ClientRole.NODE)
                .forEach(client -> {
                    String id = client.deviceId();
                    if (id != null) {
                        all.computeIfAbsent(id, _ -> shown(id, null, client));
                    }
                });
        all.keySet().forEach(id -> devices.add(nodeId(id)));
        for (ListedNode node : fleet) {
            if (!devices.contains(node.record().id())) {
                all.put(node.record().id().toString(), shown(node));
            }
        }
        return all.values().stream().sorted(ORDER).toList();
    }

    /** Null where there is none of that id. */
    @Nullable ObjectNode one(String id, Collection<ListedNode> fleet) {
        OpenClawClient client = clients.node(id);
        PairedDevice device = paired(id) ? known.device(id) : null;
        if (client != null || device != null) {
            return shown(id, device, client);
        }
        return fleet.stream()
                .filter(node -> node.record().id().toString().equals(id))
                .findFirst()
                .map(NodeCatalog::shown)
                .orElse(null);
    }

    private ObjectNode shown(
            String id, @Nullable PairedDevice device, @Nullable OpenClawClient client) {
        ObjectNode node = JsonTree.MAPPER.createObjectNode().put("nodeId", id);
        if (device != null) {
            put(node, "displayName", device.shownName());
            put(node, "platform", device.card().platform());
            put(node, "version", device.card().version());
            put(node, "deviceFamily", device.card().family());
            put(node, "clientId", device.card().client());
            put(node, "clientMode", device.card().mode());
            put(node, "remoteIp", device.address());
        }
        PairedRole role = device == null ? null : device.role(DeviceLimits.NODE);
        lists(
                node,
                client != null ? client.caps() : role == null ? List.of() : role.caps(),
                client != null ? client.commands() : role == null ? List.of() : role.commands());
        if (client != null) {
            connected(node, client, device != null && device.name() != null);
        }
        Instant seen = sightings.lastSeen(id);
        if (seen != null) {
            node.put("lastSeenAtMs", seen.toEpochMilli());
        }
        if (role != null) {
            node.put("approvedAtMs", role.approvedAt().toEpochMilli())
                    .put("approvalState", "approved");
        }
        return node.put("paired", role != null).put("connected", client != null);
    }

    private void lists(ObjectNode node, List<String> caps, List<String> commands) {
        caps.stream().distinct().sorted().forEach(node.putArray("caps")::add);
        rules.get().allowed(commands).forEach(node.putArray("commands")::add);
    }

    /**
     * What its session says.
     *
     * @param named whether people gave it a name, which goes before its own
     */
    private void connected(ObjectNode node, OpenClawClient client, boolean named) {
        if (!named) {
            put(node, "displayName", client.info().displayName());
        }
        put(node, "platform", client.info().platform());
        put(node, "version", client.info().version());
        put(node, "deviceFamily", client.info().deviceFamily());
        put(node, "modelIdentifier", client.info().modelIdentifier());
        put(node, "clientId", client.info().id());
        put(node, "clientMode", client.info().mode());
        put(node, "remoteIp", client.session().peer().address());
        put(node, "pathEnv", client.identity().pathEnv());
        ObjectNode permissions = node.putObject("permissions");
        client.identity().permissions().forEach(permissions::put);
        node.put("connectedAtMs", client.connectedAt().toEpochMilli());
        NodeSeat seat = nodes.seat(client);
        ObjectNode stats = seat == null ? null : seat.stats().get();
        if (stats != null) {
            node.set("hostStats", stats.deepCopy());
        }
    }

    /** A node of another dialect. */
    private static ObjectNode shown(ListedNode listed) {
        ObjectNode node =
                JsonTree.MAPPER
                        .createObjectNode()
                        .put("nodeId", listed.record().id().toString())
                        .put("displayName", listed.record().name());
        if (listed.record().capacity().gpus().isEmpty()) {
            node.putArray("caps");
        } else {
            node.putArray("caps").add("gpu");
        }
        node.putArray("commands");
        return node.put("paired", true)
                .put("connected", listed.standing() != ListedNode.Standing.DISCONNECTED);
    }

    private static void put(ObjectNode node, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            node.put(name, text);
        }
    }
}
