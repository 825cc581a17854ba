package dev.clawgateway.protocol.api.cluster;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A virtual cluster is asked for, or a change of one. What is null stays as it is.
 *
 * @param name null where the path says which
 * @param quota all of it: of what nothing is said there is no limit
 * @param guaranteed all of it: of what nothing is said nothing is guaranteed
 */
public record ClusterRequest(
        @Nullable String name,
        @Nullable Map<String, String> nodeSelector,
        @Nullable ApiAmounts quota,
        @Nullable ApiAmounts guaranteed,
        @Nullable Integer weight,
        @Nullable Above above) {
    /**
     * Which one is above it.
     *
     * @param parent its name; null for the root
     */
    public record Above(@Nullable String parent) {}

    public static final Kind<ClusterRequest> KIND =
            Kinds.object(ClusterRequest::of, ClusterRequest::members);

    private static ClusterRequest of(Members asked) throws JsonFormatException {
        return new ClusterRequest(
                asked.optional("name", Kinds.TEXT),
                asked.optional("nodeSelector", Kinds.TEXT_MAP),
                asked.optional("quota", ApiAmounts.KIND),
                asked.optional("guaranteed", ApiAmounts.KIND),
                asked.optional("weight", Kinds.I32),
                asked.member("parent").isMissing()
                        ? null
                        : new Above(asked.optional("parent", Kinds.TEXT)));
    }

    private static void members(ClusterRequest asked, MemberWriter out) {
        out.optional("name", Kinds.TEXT, asked.name)
                .optional("nodeSelector", Kinds.TEXT_MAP, asked.nodeSelector)
                .optional("quota", ApiAmounts.KIND, asked.quota)
                .optional("guaranteed", ApiAmounts.KIND, asked.guaranteed)
                .optional("weight", Kinds.I32, asked.weight);
        if (asked.above != null) {
            out.nullable("parent", Kinds.TEXT, asked.above.parent());
        }
    }
}
