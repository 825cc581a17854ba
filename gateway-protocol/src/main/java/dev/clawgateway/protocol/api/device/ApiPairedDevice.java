package dev.clawgateway.protocol.api.device;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device that is approved.
 *
 * @param id hash of its key, in hexadecimal digits
 * @param publicKey in base64url
 * @param name that people gave it; null where nobody did
 * @param card what it told of itself when it was approved last
 * @param address from which it asked then
 * @param lastSeenAt null where this gateway has not seen it since it started
 */
public record ApiPairedDevice(
        String id,
        String publicKey,
        @Nullable String name,
        ApiDeviceCard card,
        String address,
        Instant createdAt,
        @Nullable Instant lastSeenAt,
        List<ApiDeviceRole> roles,
        long revision) {
    private static final Kind<List<ApiDeviceRole>> ROLES = Kinds.list(ApiDeviceRole.KIND);

    public static final Kind<ApiPairedDevice> KIND =
            Kinds.object(ApiPairedDevice::of, ApiPairedDevice::members);

    public ApiPairedDevice {
        roles = List.copyOf(roles);
    }

    private static ApiPairedDevice of(Members device) throws JsonFormatException {
        return new ApiPairedDevice(
                device.required("id", Kinds.TEXT),
                device.required("public_key", Kinds.TEXT),
                device.optional("name", Kinds.TEXT),
                device.required("card", ApiDeviceCard.KIND),
                device.required("address", Kinds.TEXT),
                device.required("created_at", Kinds.TIME),
                device.optional("last_seen_at", Kinds.TIME),
                device.required("roles", ROLES),
                device.required("revision", Kinds.U64));
    }

    private static void members(ApiPairedDevice device, MemberWriter out) {
        out.required("id", Kinds.TEXT, device.id)
                .required("public_key", Kinds.TEXT, device.publicKey)
                .nullable("name", Kinds.TEXT, device.name)
                .required("card", ApiDeviceCard.KIND, device.card)
                .required("address", Kinds.TEXT, device.address)
                .required("created_at", Kinds.TIME, device.createdAt)
                .nullable("last_seen_at", Kinds.TIME, device.lastSeenAt)
                .required("roles", ROLES, device.roles)
                .required("revision", Kinds.U64, device.revision);
    }
}
