package dev.clawgateway.protocol.api.device;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import org.jspecify.annotations.Nullable;

/** What a device tells of itself; null for what it leaves out. */
public record ApiDeviceCard(
        @Nullable String name,
        @Nullable String platform,
        @Nullable String family,
        @Nullable String client,
        @Nullable String mode,
        @Nullable String version) {
    public static final Kind<ApiDeviceCard> KIND =
            Kinds.object(ApiDeviceCard::of, ApiDeviceCard::members);

    private static ApiDeviceCard of(Members card) throws JsonFormatException {
        return new ApiDeviceCard(
                card.optional("name", Kinds.TEXT),
                card.optional("platform", Kinds.TEXT),
                card.optional("family", Kinds.TEXT),
                card.optional("client", Kinds.TEXT),
                card.optional("mode", Kinds.TEXT),
                card.optional("version", Kinds.TEXT));
    }

    private static void members(ApiDeviceCard card, MemberWriter out) {
        out.nullable("name", Kinds.TEXT, card.name)
                .nullable("platform", Kinds.TEXT, card.platform)
                .nullable("family", Kinds.TEXT, card.family)
                .nullable("client", Kinds.TEXT, card.client)
                .nullable("mode", Kinds.TEXT, card.mode)
                .nullable("version", Kinds.TEXT, card.version);
    }
}
