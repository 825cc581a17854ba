package dev.clawgateway.server.dialect.openclaw.pairing;

import dev.clawgateway.control.pairing.PairingCause;
import dev.clawgateway.control.pairing.PairingListener;
import dev.clawgateway.control.pairing.PendingPairing;
import dev.clawgateway.core.device.DeviceLimits;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.dialect.openclaw.broadcast.Broadcaster;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells operators what becomes of devices, by the events of both views, and ends the sessions of
 * those that may not go on as they are.
 */
public final class PairingTold implements PairingListener {
    private final Broadcaster broadcaster;
    private final Clients clients;
    private final Time time;
    private final Supplier<UUID> ids;
    private final Executor telling;

    /**
     * Tells these.
     *
     * @param ids for what is told of and was never asked for
     * @param telling runs one after the other what walks all clients
     */
    public PairingTold(
            Broadcaster broadcaster,
            Clients clients,
            Time time,
            Supplier<UUID> ids,
            Executor telling) {
        this.broadcaster = broadcaster;
        this.clients = clients;
        this.time = time;
        this.ids = ids;
        this.telling = telling;
    }

    @Override
    public void requested(PendingPairing request) {
        telling.execute(() -> {
            broadcaster.broadcast("device.pair.requested", PairingEntries.pendingDevice(request));
            if (node(request)) {
                broadcaster.broadcast("node.pair.requested", PairingEntries.pendingNode(request));
            }
        });
    }

    private static boolean node(PendingPairing request) {
        return request.wish().role().equals(DeviceLimits.NODE);
    }

    @Override
    public void resolved(PendingPairing request, boolean approved, @Nullable String successor) {
        telling.execute(() -> tell(request, approved ? "approved" : "rejected", successor));
    }

    private void tell(PendingPairing request, String decision, @Nullable String successor) {
        String device = request.wish().device();
        broadcaster.broadcast(
                "device.pair.resolved",
                resolved(request.id(), "deviceId", device, decision, successor));
        if (!node(request)) {
            return;
        }
        ObjectNode told = resolved(request.id(), "nodeId", device, decision, successor);
        broadcaster.broadcast("node.pair.resolved", told);
        OpenClawClient itself = clients.node(device);
        if (itself != null) {
            itself.tell("node.pair.resolved", told);
        }
        if (decision.equals("approved") && request.cause() == PairingCause.COMMAND_UPGRADE) {
            // It is here with less than it may have now.
            close(device, CloseCode.SERVICE_RESTART, "service restart", "approved_anew");
        }
    }

    private ObjectNode resolved(
            String request, String name, String id, String decision, @Nullable String successor) {
        ObjectNode told = JsonTree.MAPPER.createObjectNode();
        told.put("requestId", request)
                .put(name, id)
                .put("decision", decision)
                .put("ts", time.now().toEpochMilli());
        return successor == null ? told : told.put("supersededBy", successor);
    }

    @Override
    public void removed(String device) {
        close(device, OpenClawClient.INVALIDATED, "device removed", "device_removed");
        telling.execute(() ->
                broadcaster.broadcast(
                        "node.pair.resolved",
                        resolved(ids.get().toString(), "nodeId", device, "removed", null)));
    }

    @Override
    public void tokenChanged(PairedDevice device, String role, boolean revoked) {
        String why = "client invalidated: device token " + (revoked ? "revoked" : "rotated");
        for (OpenClawClient client : clients.ofDevice(device.id())) {
            if (client.role().text().equals(role)) {
                client.session().close(OpenClawClient.INVALIDATED, why, "device_token");
            }
        }
    }

    private void close(String device, int code, String reason, String cause) {
        for (OpenClawClient client : clients.ofDevice(device)) {
            client.session().close(code, reason, cause);
        }
    }
}
