package dev.clawgateway.protocol.api.device;

import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device's next token is to allow.
 *
 * @param scopes null for what the one before does, or all that is approved
 */
public record DeviceTokenWish(@Nullable List<String> scopes) {
    private static final Kind<List<String>> WORDS = Kinds.list(Kinds.TEXT);

    public static final Kind<DeviceTokenWish> KIND =
            Kinds.object(
                    in -> new DeviceTokenWish(in.optional("scopes", WORDS)),
                    (wish, out) -> out.nullable("scopes", WORDS, wish.scopes));

    public DeviceTokenWish {
        scopes = scopes == null ? null : List.copyOf(scopes);
    }
}
