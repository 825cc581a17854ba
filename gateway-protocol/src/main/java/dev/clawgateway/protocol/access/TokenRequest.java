package dev.clawgateway.protocol.access;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A token is asked for.
 *
 * @param kind {@code operator}, {@code node} or {@code join}
 * @param subject name of the person or program; null but for operators
 * @param role of an operator; null for others
 * @param virtualClusters the only ones that an operator sees; null for all
 * @param ownOnly whether an operator acts on its own workloads alone
 * @param node name or id of a node, or a pattern of names with {@code *}; null but for nodes and
 *     joins, and for joins of any name
 * @param labels that the node has whatever it says of itself
 * @param uses how many nodes may join; 0 but for joins
 * @param expiresSecs how long the token holds; 0 for the usual time of its kind
 */
public record TokenRequest(
        String kind,
        @Nullable String subject,
        @Nullable String role,
        @Nullable List<String> virtualClusters,
        boolean ownOnly,
        @Nullable String node,
        Map<String, String> labels,
        int uses,
        long expiresSecs) {
    public byte[] write() {
        return JsonTree.write(out ->
                out.required("kind", Kinds.TEXT, kind)
                        .optional("subject", Kinds.TEXT, subject)
                        .optional("role", Kinds.TEXT, role)
                        .optional("virtual_clusters", Kinds.TEXTS, virtualClusters)
                        .unless(false, "own_only", Kinds.FLAG, ownOnly)
                        .optional("node", Kinds.TEXT, node)
                        .unlessEmpty("labels", labels)
                        .unless(0, "uses", Kinds.COUNT, uses)
                        .unless(0L, "expires_secs", Kinds.U32, expiresSecs));
    }

    /** Reads a request's body. */
    public static TokenRequest read(JsonNode body) throws JsonFormatException {
        Members request = Value.root(body, "token").members();
        return new TokenRequest(
                request.required("kind", Kinds.TEXT),
                request.optional("subject", Kinds.TEXT),
                request.optional("role", Kinds.TEXT),
                request.optional("virtual_clusters", Kinds.TEXTS),
                request.otherwise("own_only", Kinds.FLAG, false),
                request.optional("node", Kinds.TEXT),
                request.mapOrEmpty("labels"),
                request.otherwise("uses", Kinds.COUNT, 0),
                request.otherwise("expires_secs", Kinds.U32, 0L));
    }
}
