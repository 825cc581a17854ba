package dev.clawgateway.client.device;

import dev.clawgateway.protocol.api.device.ApiDeviceRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device that waits to be approved.
 *
 * @param id of the request
 * @param device its id
 * @param name that it gives itself; null for none
 * @param cause why somebody has to look, in a word
 * @param at when it asked first
 */
public record DeviceRequestView(
        String id,
        String device,
        @Nullable String name,
        String role,
        List<String> scopes,
        List<String> commands,
        String address,
        String cause,
        Instant at) {
    public DeviceRequestView {
        scopes = List.copyOf(scopes);
        commands = List.copyOf(commands);
    }

    static DeviceRequestView of(ApiDeviceRequest told) {
        return new DeviceRequestView(
                told.id(),
                told.device(),
                told.card().name(),
                told.role(),
                told.scopes(),
                told.commands(),
                told.address(),
                told.cause(),
                told.at());
    }
}
