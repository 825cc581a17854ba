package dev.clawgateway.server.dialect.api.access;

import dev.clawgateway.control.operations.access.KnownToken;
import dev.clawgateway.control.operations.access.MadeToken;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.protocol.access.TokenAnswer;
import dev.clawgateway.protocol.access.TokenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens in the words of the wire, and back. */
final class TokenWords {
    private static final String OPERATOR = "operator";
    private static final String NODE = "node";
    private static final String JOIN = "join";
    private static final String ANY = "*";

    private TokenWords() {}

    /** Throws {@link IllegalArgumentException} with what is wrong, as {@code field: reason}. */
    static Holder holder(TokenRequest asked) {
        return switch (asked.kind()) {
            case OPERATOR ->
                    new Holder.Operator(
                            there("subject", asked.subject()),
                            new Rights(
                                    role(there("role", asked.role())),
                                    asked.virtualClusters(),
                                    asked.ownOnly()));
            case NODE -> new Holder.Node(there(NODE, asked.node()), asked.labels());
            case JOIN ->
                    new Holder.Join(
                            asked.node() == null ? ANY : asked.node(),
                            asked.labels(),
                            Math.max(1, asked.uses()));
            default ->
                    throw new IllegalArgumentException(
                            "kind: must be operator, node or join, was '" + asked.kind() + "'");
        };
    }

    /** As long as is asked for; null where nothing is said. */
    static @Nullable Duration lifetime(TokenRequest asked) {
        return asked.expiresSecs() > 0 ? Duration.ofSeconds(asked.expiresSecs()) : null;
    }

    private static String there(String field, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(field + ": is missing");
        }
        return value;
    }

    private static Role role(String word) {
        Role role = Role.of(word);
        if (role == null) {
            throw new IllegalArgumentException(
                    "role: must be viewer, operator or admin, was '" + word + "'");
        }
        return role;
    }

    static TokenAnswer of(MadeToken made) {
        return answer(made.credential(), made.token(), 0, null, null);
    }

    static TokenAnswer of(KnownToken known) {
        return answer(known.credential(), null, known.used(), name(known.by()), known.revokedAt());
    }

    private static TokenAnswer answer(
            Credential credential,
            @Nullable String token,
            int used,
            @Nullable String by,
            @Nullable Instant revoked) {
        Said said = said(credential.holder());
        Rights rights = said.rights();
        return new TokenAnswer(
                credential.id(),
                token,
                said.kind(),
                said.subject(),
                rights == null ? null : rights.role().text(),
                rights == null ? null : rights.virtualClusters(),
                rights != null && rights.ownOnly(),
                said.node(),
                said.labels(),
                said.uses(),
                used,
                credential.issued(),
                credential.expires(),
                by,
                revoked);
    }

    private record Said(
            String kind,
            @Nullable String subject,
            @Nullable Rights rights,
            @Nullable String node,
            Map<String, String> labels,
            int uses) {}

    private static Said said(Holder holder) {
        return switch (holder) {
            case Holder.Operator(String name, Rights rights) ->
                    new Said(OPERATOR, name, rights, null, Map.of(), 0);
            case Holder.Node(String node, Map<String, String> labels) ->
                    new Said(NODE, node, null, node, labels, 0);
            case Holder.Join(String node, Map<String, String> labels, int uses) ->
                    new Said(JOIN, null, null, node, labels, uses);
        };
    }

    private static @Nullable String name(Caller by) {
        return switch (by.principal()) {
            case Principal.Operator(String name) -> name;
            case Principal.Node(var id) -> id.toString();
            case Principal.Device(String id) -> id;
            case Principal.Gateway _ -> "gateway";
        };
    }
}
