package dev.clawgateway.protocol.access;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is to the gateway.
 *
 * @param authentication whether the gateway asks anybody
 * @param kind {@code operator}, {@code node}, {@code device} or {@code anonymous}
 * @param name null where nobody asked
 * @param role of an operator
 * @param virtualClusters the only ones that it sees; null for all
 * @param expiresAt when its credential ends; null where there is none, or it does not end by itself
 */
public record WhoAnswer(
        boolean authentication,
        String kind,
        @Nullable String name,
        @Nullable String role,
        @Nullable List<String> virtualClusters,
        boolean ownOnly,
        @Nullable Instant expiresAt) {
    public byte[] write() {
        return JsonTree.write(out ->
                out.required("authentication", Kinds.FLAG, authentication)
                        .required("kind", Kinds.TEXT, kind)
                        .optional("name", Kinds.TEXT, name)
                        .optional("role", Kinds.TEXT, role)
                        .optional("virtual_clusters", Kinds.TEXTS, virtualClusters)
                        .unless(false, "own_only", Kinds.FLAG, ownOnly)
                        .optional("expires_at", Kinds.TIME, expiresAt));
    }

    public static WhoAnswer read(byte[] body) throws JsonFormatException {
        Members who = Value.root(JsonTree.parse(body), "who").members();
        return new WhoAnswer(
                who.required("authentication", Kinds.FLAG),
                who.required("kind", Kinds.TEXT),
                who.optional("name", Kinds.TEXT),
                who.optional("role", Kinds.TEXT),
                who.optional("virtual_clusters", Kinds.TEXTS),
                who.otherwise("own_only", Kinds.FLAG, false),
                who.optional("expires_at", Kinds.TIME));
    }
}
