package dev.clawgateway.client.device;

import dev.clawgateway.protocol.api.device.ApiDeviceRole;
import dev.clawgateway.protocol.api.device.ApiPairedDevice;
import dev.clawgateway.protocol.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device that is approved.
 *
 * @param name that people gave it, or its own; null for none
 * @param seenAt when it was connected last; null where the gateway has not seen it since it started
 * @param json all of it as the gateway's API has it, on one line
 */
public record DeviceView(
        String id,
        @Nullable String name,
        String address,
        @Nullable Instant seenAt,
        List<Role> roles,
        String json) {
    public DeviceView {
        roles = List.copyOf(roles);
    }

    /**
     * What it may be.
     *
     * @param by who approved it; null where nobody is known by a name
     * @param via how it came to that
     * @param token whether it has a good token
     */
    public record Role(
            String role,
            List<String> scopes,
            List<String> commands,
            Instant approvedAt,
            @Nullable String by,
            String via,
            boolean token) {
        public Role {
            scopes = List.copyOf(scopes);
            commands = List.copyOf(commands);
        }
    }

    static DeviceView of(ApiPairedDevice told) {
        return new DeviceView(
                told.id(),
                told.name() == null ? told.card().name() : told.name(),
                told.address(),
                told.lastSeenAt(),
                told.roles().stream().map(DeviceView::of).toList(),
                new String(JsonTree.write(ApiPairedDevice.KIND, told), StandardCharsets.UTF_8));
    }

    private static Role of(ApiDeviceRole role) {
        ApiDeviceRole.Token token = role.token();
        return new Role(
                role.role(),
                role.scopes(),
                role.commands(),
                role.approvedAt(),
                role.by(),
                role.via(),
                token != null && token.revokedAt() == null);
    }
}
