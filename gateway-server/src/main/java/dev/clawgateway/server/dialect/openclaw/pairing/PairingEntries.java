package dev.clawgateway.server.dialect.openclaw.pairing;

import dev.clawgateway.control.pairing.DeviceSightings;
import dev.clawgateway.control.pairing.PendingPairing;
import dev.clawgateway.core.device.DeviceCard;
import dev.clawgateway.core.device.DeviceLimits;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.core.device.PairingWish;
import dev.clawgateway.protocol.json.JsonTree;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Devices as the two views show them. What is not known is left out, and never null. */
final class PairingEntries {
    private PairingEntries() {}

    /** One that waits, as a device. */
    static ObjectNode pendingDevice(PendingPairing request) {
        PairingWish wish = request.wish();
        ObjectNode entry = JsonTree.MAPPER.createObjectNode();
        entry.put("requestId", request.id())
                .put("deviceId", wish.device())
                .put("publicKey", wish.publicKey());
        client(entry, wish.card());
        entry.put("role", wish.role());
        put(entry, "roles", List.of(wish.role()));
        put(entry, "scopes", wish.scopes());
        text(entry, "remoteIp", wish.address());
        return asked(entry, request);
    }

    private static ObjectNode asked(ObjectNode entry, PendingPairing request) {
        return entry.put("silent", false)
                .put("isRepair", request.repair())
                .put("ts", request.at().toEpochMilli());
    }

    /** What the device tells of its program. */
    private static void client(ObjectNode entry, DeviceCard card) {
        text(entry, "displayName", card.name());
        text(entry, "platform", card.platform());
        text(entry, "deviceFamily", card.family());
        text(entry, "clientId", card.client());
        text(entry, "clientMode", card.mode());
    }

    /** One that is approved, as a device. */
    static ObjectNode pairedDevice(
            PairedDevice device, boolean connected, DeviceSightings sightings) {
        ObjectNode entry = JsonTree.MAPPER.createObjectNode();
        entry.put("deviceId", device.id()).put("publicKey", device.publicKey());
        client(entry, device.card());
        text(entry, "displayName", device.shownName());
        List<PairedRole> roles = device.roles();
        if (!roles.isEmpty()) {
            entry.put("role", roles.getFirst().role());
            text(entry, "approvedVia", roles.getLast().via().text());
        }
        put(entry, "roles", roles.stream().map(PairedRole::role).toList());
        put(
                entry,
                "scopes",
                roles.stream().flatMap(role -> role.scopes().stream()).distinct().toList());
        text(entry, "remoteIp", device.address());
        entry.put("createdAtMs", device.createdAt().toEpochMilli())
                .put("approvedAtMs", device.approvedAt().toEpochMilli())
                .put("connected", connected);
        time(entry, "lastSeenAtMs", sightings.lastSeen(device.id()));
        var tokens = entry.putArray("tokens");
        for (PairedRole role : roles) {
            if (role.token() != null) {
                ObjectNode token = token(role.role(), role.token());
                time(token, "lastUsedAtMs", sightings.lastUsed(device.id(), role.role()));
                tokens.add(token);
            }
        }
        return entry;
    }

    private static ObjectNode token(String role, DeviceToken token) {
        ObjectNode entry = JsonTree.MAPPER.createObjectNode().put("role", role);
        put(entry, "scopes", token.scopes());
        entry.put("createdAtMs", token.createdAt().toEpochMilli());
        time(entry, "rotatedAtMs", token.rotatedAt());
        time(entry, "revokedAtMs", token.revokedAt());
        return entry;
    }

    /** One that waits, as a node. */
    static ObjectNode pendingNode(PendingPairing request) {
        PairingWish wish = request.wish();
        ObjectNode entry = JsonTree.MAPPER.createObjectNode();
        entry.put("requestId", request.id());
        node(entry, wish.device(), wish.card(), wish.caps(), wish.commands());
        text(entry, "remoteIp", wish.address());
        return asked(entry, request);
    }

    private static void node(
            ObjectNode entry,
            String id,
            DeviceCard card,
            Collection<String> caps,
            Collection<String> commands) {
        entry.put("nodeId", id);
        text(entry, "displayName", card.name());
        text(entry, "platform", card.platform());
        text(entry, "version", card.version());
        text(entry, "deviceFamily", card.family());
        put(entry, "caps", caps);
        put(entry, "commands", commands);
    }

    /** One that is approved as a node; null where it is not. */
    static @Nullable ObjectNode pairedNode(PairedDevice device, boolean connected) {
        PairedRole role = device.role(DeviceLimits.NODE);
        if (role == null) {
            return null;
        }
        ObjectNode entry = JsonTree.MAPPER.createObjectNode();
        node(entry, device.id(), device.card(), role.caps(), role.commands());
        text(entry, "displayName", device.shownName());
        text(entry, "remoteIp", device.address());
        return entry.put("createdAtMs", device.createdAt().toEpochMilli())
                .put("approvedAtMs", role.approvedAt().toEpochMilli())
                .put("connected", connected);
    }

    private static void time(ObjectNode entry, String name, @Nullable Instant at) {
        if (at != null) {
            entry.put(name, at.toEpochMilli());
        }
    }

    private static void text(ObjectNode entry, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            entry.put(name, text);
        }
    }

    static void put(ObjectNode entry, String name, Collection<String> words) {
        words.forEach(entry.putArray(name)::add);
    }
}
