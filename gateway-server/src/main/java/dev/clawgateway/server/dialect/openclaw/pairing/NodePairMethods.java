package dev.clawgateway.server.dialect.openclaw.pairing;

import dev.clawgateway.control.operations.access.DeviceList;
import dev.clawgateway.control.operations.access.DeviceOperations;
import dev.clawgateway.control.operations.access.DeviceReach;
import dev.clawgateway.control.pairing.KnownDevices;
import dev.clawgateway.control.pairing.PendingPairing;
import dev.clawgateway.control.pairing.PendingPairings;
import dev.clawgateway.core.device.DeviceLimits;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.method.ParamReader;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The same devices as nodes: another view of the one list, under the same ids of requests. */
public final class NodePairMethods {
    private final DeviceOperations operations;
    private final PendingPairings pending;
    private final KnownDevices known;
    private final Clients clients;

    public NodePairMethods(
            DeviceOperations operations,
            PendingPairings pending,
            KnownDevices known,
            Clients clients) {
        this.operations = operations;
        this.pending = pending;
        this.known = known;
        this.clients = clients;
    }

    public List<MethodEntry> entries() {
        return List.of(
                new MethodEntry(
                        "node.pair.request",
                        Set.of(ClientRole.OPERATOR, ClientRole.NODE),
                        Scopes.PAIRING,
                        this::request),
                MethodEntry.operator("node.pair.list", Scopes.PAIRING, this::list),
                MethodEntry.operator("node.pair.approve", Scopes.PAIRING, this::approve),
                MethodEntry.operator("node.pair.reject", Scopes.PAIRING, this::reject),
                MethodEntry.operator("node.pair.verify", Scopes.PAIRING, this::verify),
                MethodEntry.operator("node.pair.remove", Scopes.PAIRING, this::remove));
    }

    private static ObjectNode object() {
        return JsonTree.MAPPER.createObjectNode();
    }

    private static boolean isNode(PendingPairing request) {
        return request.wish().role().equals(DeviceLimits.NODE);
    }

    /**
     * Nodes ask by connecting: this makes no request, and shows the one that there is. Old agents
     * ask once they are connected, and so are approved.
     */
    private void request(MethodCall call) {
        boolean node = call.client().role() == ClientRole.NODE;
        String own = node ? call.client().deviceId() : null;
        String id =
                own == null ? ParamReader.read(call, in -> in.required("nodeId", Kinds.TEXT)) : own;
        if (id == null) {
            return;
        }
        PendingPairing waiting = pending.ofDevice(id);
        ObjectNode shown =
                waiting == null || !isNode(waiting) ? null : PairingEntries.pendingNode(waiting);
        PairedDevice device = known.device(id);
        if (shown == null && device != null) {
            shown = PairingEntries.pairedNode(device, node);
        }
        if (shown == null) {
            call.fail(
                    OpenClawError.invalid(
                            "unknown nodeId: a node asks to be paired by connecting with its key"));
            return;
        }
        ObjectNode answer = object().put("status", waiting == null ? "approved" : "pending");
        answer.set("request", shown);
        call.answer(answer.put("created", false));
    }

    private void list(MethodCall call) {
        operations.list(
                PairingRights.caller(call),
                PairingRights.reach(call),
                call.<DeviceList>found(devices -> {
                    Set<String> connected = clients.devices();
                    ObjectNode all = object();
                    var waiting = all.putArray("pending");
                    devices.pending().stream()
                            .filter(NodePairMethods::isNode)
                            .map(PairingEntries::pendingNode)
                            .forEach(waiting::add);
                    var paired = all.putArray("paired");
                    devices.paired().stream()
                            .flatMap(device ->
                                    Stream.ofNullable(
                                            PairingEntries.pairedNode(
                                                    device, connected.contains(device.id()))))
                            .forEach(paired::add);
                    return all;
                }));
    }

    /** The request of that id, where it is a node's; else the call is answered. */
    private @Nullable String ofNode(MethodCall call) {
        String request = ParamReader.read(call, in -> in.required("requestId", Kinds.TEXT));
        PendingPairing waiting = request == null ? null : pending.find(request);
        if (request != null && (waiting == null || !isNode(waiting))) {
            call.fail(OpenClawError.invalid("unknown requestId"));
            return null;
        }
        return request;
    }

    private void approve(MethodCall call) {
        String request = ofNode(call);
        if (request != null) {
            operations.approve(
                    PairingRights.caller(call),
                    PairingRights.reach(call),
                    request,
                    DeviceReach.Look.NODE,
                    DevicePairMethods.scoped(
                            call,
                            call.<PairedDevice>told(device -> {
                                ObjectNode answer = object().put("requestId", request);
                                answer.set(
                                        "node",
                                        Objects.requireNonNull(
                                                PairingEntries.pairedNode(
                                                        device,
                                                        DevicePairMethods.connected(
                                                                clients, device))));
                                return answer;
                            })));
        }
    }

    private void reject(MethodCall call) {
        String request = ofNode(call);
        if (request != null) {
            operations.reject(
                    PairingRights.caller(call),
                    PairingRights.reach(call),
                    request,
                    call.told(rejected ->
                            object().put("requestId", request)
                                    .put("nodeId", rejected.wish().device())));
        }
    }

    private record Shown(String node, String token) {}

    private void verify(MethodCall call) {
        Shown shown =
                ParamReader.read(
                        call,
                        in ->
                                new Shown(
                                        in.required("nodeId", Kinds.TEXT),
                                        in.required("token", Kinds.TEXT)));
        if (shown == null) {
            return;
        }
        PairedDevice device = known.device(shown.node());
        boolean good =
                device != null
                        && known.check(shown.node(), DeviceLimits.NODE, List.of(), shown.token())
                                == KnownDevices.TokenCheck.GOOD;
        ObjectNode answer = object().put("ok", good);
        ObjectNode node =
                device == null || !good
                        ? null
                        : PairingEntries.pairedNode(
                                device, DevicePairMethods.connected(clients, device));
        if (node != null) {
            answer.set("node", node);
        }
        call.answer(answer);
    }

    private void remove(MethodCall call) {
        String node = ParamReader.read(call, in -> in.required("nodeId", Kinds.TEXT));
        if (node == null) {
            return;
        } else if (known.role(node, DeviceLimits.NODE) == null) {
            call.fail(OpenClawError.invalid("unknown nodeId"));
            return;
        }
        operations.remove(
                PairingRights.caller(call),
                PairingRights.reach(call),
                node,
                false,
                call.told(_ -> object().put("nodeId", node)));
    }
}
