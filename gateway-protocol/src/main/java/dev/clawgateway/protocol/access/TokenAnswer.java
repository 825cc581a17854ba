package dev.clawgateway.protocol.access;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is known; with the token itself only where it was just made.
 *
 * @param token what its holder shows; null where it is only told of
 * @param kind {@code operator}, {@code node} or {@code join}
 * @param subject name of the person or program, or of the node; null for joins
 * @param role of an operator
 * @param virtualClusters the only ones that an operator sees; null for all
 * @param node name, id or pattern that a node or join is bound to
 * @param uses how many nodes may join by it, of which {@code used} did
 * @param issuedAt null where only its end is known
 * @param issuedBy who asked for it; null where nobody did
 * @param revokedAt null while it holds
 */
public record TokenAnswer(
        String id,
        @Nullable String token,
        String kind,
        @Nullable String subject,
        @Nullable String role,
        @Nullable List<String> virtualClusters,
        boolean ownOnly,
        @Nullable String node,
        Map<String, String> labels,
        int uses,
        int used,
        @Nullable Instant issuedAt,
        Instant expiresAt,
        @Nullable String issuedBy,
        @Nullable Instant revokedAt) {
    public static final Kind<TokenAnswer> KIND =
            Kinds.object(TokenAnswer::of, TokenAnswer::members);

    public byte[] write() {
        return JsonTree.write(out -> members(this, out));
    }

    public static TokenAnswer read(byte[] body) throws JsonFormatException {
        return of(Value.root(JsonTree.parse(body), "token").members());
    }

    private static void members(TokenAnswer token, MemberWriter out) {
        out.required("id", Kinds.TEXT, token.id)
                .optional("token", Kinds.TEXT, token.token)
                .required("kind", Kinds.TEXT, token.kind)
                .optional("subject", Kinds.TEXT, token.subject)
                .optional("role", Kinds.TEXT, token.role)
                .optional("virtual_clusters", Kinds.TEXTS, token.virtualClusters)
                .unless(false, "own_only", Kinds.FLAG, token.ownOnly)
                .optional("node", Kinds.TEXT, token.node)
                .unlessEmpty("labels", token.labels)
                .unless(0, "uses", Kinds.COUNT, token.uses)
                .unless(0, "used", Kinds.COUNT, token.used)
                .optional("issued_at", Kinds.TIME, token.issuedAt)
                .required("expires_at", Kinds.TIME, token.expiresAt)
                .optional("issued_by", Kinds.TEXT, token.issuedBy)
                .optional("revoked_at", Kinds.TIME, token.revokedAt);
    }

    private static TokenAnswer of(Members token) throws JsonFormatException {
        return new TokenAnswer(
                token.required("id", Kinds.TEXT),
                token.optional("token", Kinds.TEXT),
                token.required("kind", Kinds.TEXT),
                token.optional("subject", Kinds.TEXT),
                token.optional("role", Kinds.TEXT),
                token.optional("virtual_clusters", Kinds.TEXTS),
                token.otherwise("own_only", Kinds.FLAG, false),
                token.optional("node", Kinds.TEXT),
                token.mapOrEmpty("labels"),
                token.otherwise("uses", Kinds.COUNT, 0),
                token.otherwise("used", Kinds.COUNT, 0),
                token.optional("issued_at", Kinds.TIME),
                token.required("expires_at", Kinds.TIME),
                token.optional("issued_by", Kinds.TEXT),
                token.optional("revoked_at", Kinds.TIME));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return kind + " token " + id;
    }
}
