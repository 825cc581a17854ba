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
 * What a device may be.
 *
 * @param role {@code operator} or {@code node}
 * @param by who approved it last; null where nobody is known by a name
 * @param via how it came to that
 * @param token null while it was given none
 */
public record ApiDeviceRole(
        String role,
        List<String> scopes,
        List<String> caps,
        List<String> commands,
        Instant approvedAt,
        @Nullable String by,
        String via,
        @Nullable Token token) {
    private static final Kind<List<String>> WORDS = Kinds.list(Kinds.TEXT);

    public static final Kind<ApiDeviceRole> KIND =
            Kinds.object(ApiDeviceRole::of, ApiDeviceRole::members);

    public ApiDeviceRole {
        scopes = List.copyOf(scopes);
        caps = List.copyOf(caps);
        commands = List.copyOf(commands);
    }

    /**
     * What is known of its token.
     *
     * @param rotatedAt null for its first
     * @param revokedAt null while it is good
     * @param lastUsedAt null where nobody came in by it since this gateway started
     */
    public record Token(
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant rotatedAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {
        static final Kind<Token> KIND =
                Kinds.object(
                        in ->
                                new Token(
                                        in.required("scopes", WORDS),
                                        in.required("created_at", Kinds.TIME),
                                        in.optional("rotated_at", Kinds.TIME),
                                        in.optional("revoked_at", Kinds.TIME),
                                        in.optional("last_used_at", Kinds.TIME)),
                        (token, out) ->
                                out.required("scopes", WORDS, token.scopes)
                                        .required("created_at", Kinds.TIME, token.createdAt)
                                        .nullable("rotated_at", Kinds.TIME, token.rotatedAt)
                                        .nullable("revoked_at", Kinds.TIME, token.revokedAt)
                                        .nullable("last_used_at", Kinds.TIME, token.lastUsedAt));

        public Token {
            scopes = List.copyOf(scopes);
        }
    }

    private static ApiDeviceRole of(Members role) throws JsonFormatException {
        return new ApiDeviceRole(
                role.required("role", Kinds.TEXT),
                role.required("scopes", WORDS),
                role.required("caps", WORDS),
                role.required("commands", WORDS),
                role.required("approved_at", Kinds.TIME),
                role.optional("approved_by", Kinds.TEXT),
                role.required("via", Kinds.TEXT),
                role.optional("token", Token.KIND));
    }

    private static void members(ApiDeviceRole role, MemberWriter out) {
        out.required("role", Kinds.TEXT, role.role)
                .required("scopes", WORDS, role.scopes)
                .required("caps", WORDS, role.caps)
                .required("commands", WORDS, role.commands)
                .required("approved_at", Kinds.TIME, role.approvedAt)
                .nullable("approved_by", Kinds.TEXT, role.by)
                .required("via", Kinds.TEXT, role.via)
                .nullable("token", Token.KIND, role.token);
    }
}
