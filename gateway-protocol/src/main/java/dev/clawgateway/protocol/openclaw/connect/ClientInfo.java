package dev.clawgateway.protocol.openclaw.connect;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself. Nothing of it is proven.
 *
 * @param id which program, of 1 to 64 printable characters: {@code cli}, {@code node-host}
 * @param mode what it runs as, such as {@code cli} or {@code probe}; bounded like the id
 * @param displayName for people; null for none, like all that may be missing
 * @param instanceId of its process
 */
public record ClientInfo(
        String id,
        String version,
        String platform,
        String mode,
        @Nullable String displayName,
        @Nullable String deviceFamily,
        @Nullable String modelIdentifier,
        @Nullable String instanceId) {
    private static final int MAX_WORD = 64;
    private static final int MAX_TEXT = 256;

    private static final Kind<String> WORD = bounded(MAX_WORD);
    private static final Kind<String> TEXT = bounded(MAX_TEXT);

    /** As {@code connect} carries it. */
    static final Kind<ClientInfo> KIND = Kinds.object(ClientInfo::read, ClientInfo::write);

    private static ClientInfo read(Members in) throws JsonFormatException {
        return new ClientInfo(
                in.required("id", WORD),
                in.required("version", TEXT),
                in.required("platform", TEXT),
                in.required("mode", WORD),
                in.optional("displayName", Kinds.TEXT),
                in.optional("deviceFamily", Kinds.TEXT),
                in.optional("modelIdentifier", Kinds.TEXT),
                in.optional("instanceId", Kinds.TEXT));
    }

    private static void write(ClientInfo info, MemberWriter out) {
        out.required("id", WORD, info.id)
                .optional("displayName", Kinds.TEXT, info.displayName)
                .required("version", TEXT, info.version)
                .required("platform", TEXT, info.platform)
                .optional("deviceFamily", Kinds.TEXT, info.deviceFamily)
                .optional("modelIdentifier", Kinds.TEXT, info.modelIdentifier)
                .required("mode", WORD, info.mode)
                .optional("instanceId", Kinds.TEXT, info.instanceId);
    }

    private static Kind<String> bounded(int most) {
        return Kinds.kind(value -> text(value, most), (text, out) -> Kinds.TEXT.write(text, out));
    }

    private static String text(Value value, int most) throws JsonFormatException {
        String text = value.text();
        if (text.isEmpty() || text.length() > most || text.chars().anyMatch(ClientInfo::control)) {
            throw value.mustBe("text of 1 to " + most + " printable characters");
        }
        return text;
    }

    private static boolean control(int character) {
        return Character.getType(character) == Character.CONTROL;
    }
}
