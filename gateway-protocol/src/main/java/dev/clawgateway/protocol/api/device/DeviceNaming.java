package dev.clawgateway.protocol.api.device;

import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import org.jspecify.annotations.Nullable;

/**
 * How a device is to be called.
 *
 * @param name null for what it calls itself
 */
public record DeviceNaming(@Nullable String name) {
    public static final Kind<DeviceNaming> KIND =
            Kinds.object(
                    in -> new DeviceNaming(in.optional("name", Kinds.TEXT)),
                    (naming, out) -> out.nullable("name", Kinds.TEXT, naming.name));
}
