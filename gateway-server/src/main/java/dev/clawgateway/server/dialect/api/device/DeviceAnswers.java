package dev.clawgateway.server.dialect.api.device;

import dev.clawgateway.control.operations.access.HandedToken;
import dev.clawgateway.control.pairing.DeviceSightings;
import dev.clawgateway.control.pairing.PendingPairing;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.device.DeviceCard;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.core.device.PairingWish;
import dev.clawgateway.protocol.api.device.ApiDeviceCard;
import dev.clawgateway.protocol.api.device.ApiDeviceRequest;
import dev.clawgateway.protocol.api.device.ApiDeviceRole;
import dev.clawgateway.protocol.api.device.ApiDeviceToken;
import dev.clawgateway.protocol.api.device.ApiPairedDevice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Devices in the words of the wire.
 *
 * @param sightings when they were here last
 */
record DeviceAnswers(DeviceSightings sightings) {
    ApiPairedDevice of(PairedDevice device) {
        return new ApiPairedDevice(
                device.id(),
                device.publicKey(),
                device.name(),
                of(device.card()),
                device.address(),
                device.createdAt(),
                sightings.lastSeen(device.id()),
                device.roles().stream().map(role -> of(device.id(), role)).toList(),
                device.revision());
    }

    private static ApiDeviceCard of(DeviceCard card) {
        return new ApiDeviceCard(
                card.name(),
                card.platform(),
                card.family(),
                card.client(),
                card.mode(),
                card.version());
    }

    private ApiDeviceRole of(String device, PairedRole role) {
        DeviceToken token = role.token();
        return new ApiDeviceRole(
                role.role(),
                role.scopes(),
                role.caps(),
                role.commands(),
                role.approvedAt(),
                name(role.by()),
                role.via().text(),
                token == null
                        ? null
                        : new ApiDeviceRole.Token(
                                token.scopes(),
                                token.createdAt(),
                                token.rotatedAt(),
                                token.revokedAt(),
                                sightings.lastUsed(device, role.role())));
    }

    private static @Nullable String name(Caller by) {
        return switch (by.principal()) {
            case Principal.Operator(String name) -> name;
            case Principal.Node(var id) -> id.toString();
            case Principal.Device(String id) -> id;
            case Principal.Gateway _ -> "gateway";
        };
    }

    static ApiDeviceRequest of(PendingPairing request) {
        PairingWish wish = request.wish();
        return new ApiDeviceRequest(
                request.id(),
                wish.device(),
                wish.role(),
                wish.scopes(),
                wish.caps(),
                wish.commands(),
                of(wish.card()),
                wish.address(),
                request.cause().reason(),
                request.repair(),
                request.at());
    }

    static ApiDeviceToken of(HandedToken made) {
        DeviceToken kept = Objects.requireNonNull(made.role().token());
        return new ApiDeviceToken(
                made.device(), made.role().role(), kept.scopes(), made.token(), kept.issuedAt());
    }
}
