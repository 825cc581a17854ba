package dev.clawgateway.protocol.api.cluster;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A virtual cluster with what it holds.
 *
 * @param nodeSelector labels that nodes must have; empty for any
 * @param quota never exceeded
 * @param createdAt null where that is not known
 * @param parent name of the one above it; null at the root
 * @param guaranteed always obtainable
 * @param use what it holds; null where it is watched, as that changes with every workload
 */
public record ApiCluster(
        String id,
        String name,
        Map<String, String> nodeSelector,
        ApiAmounts quota,
        @Nullable Instant createdAt,
        @Nullable String parent,
        ApiAmounts guaranteed,
        int weight,
        @Nullable Use use,
        long revision) {
    public static final Kind<ApiCluster> KIND = Kinds.object(ApiCluster::of, ApiCluster::members);

    /**
     * What one holds.
     *
     * @param used by it and everything below it
     * @param waiting workloads in its queue
     * @param workspaces in it that the caller may see
     * @param share its share of the fleet by weight, past use included
     */
    public record Use(ApiAmounts used, int waiting, int workspaces, float share) {
        private static @Nullable Use of(Members cluster) throws JsonFormatException {
            ApiAmounts used = cluster.optional("used", ApiAmounts.KIND);
            return used == null
                    ? null
                    : new Use(
                            used,
                            cluster.required("waiting", Kinds.COUNT),
                            cluster.required("workspaces", Kinds.COUNT),
                            cluster.required("share", Kinds.F32));
        }

        private static void members(Use use, MemberWriter out) {
            out.required("used", ApiAmounts.KIND, use.used)
                    .required("waiting", Kinds.COUNT, use.waiting)
                    .required("workspaces", Kinds.COUNT, use.workspaces)
                    .required("share", Kinds.F32, use.share);
        }
    }

    private static ApiCluster of(Members cluster) throws JsonFormatException {
        return new ApiCluster(
                cluster.required("id", Kinds.TEXT),
                cluster.required("name", Kinds.TEXT),
                cluster.required("nodeSelector", Kinds.TEXT_MAP),
                cluster.required("quota", ApiAmounts.KIND),
                cluster.optional("createdAt", Kinds.TIME),
                cluster.optional("parent", Kinds.TEXT),
                cluster.required("guaranteed", ApiAmounts.KIND),
                cluster.required("weight", Kinds.I32),
                Use.of(cluster),
                cluster.required("revision", Kinds.U64));
    }

    private static void members(ApiCluster cluster, MemberWriter out) {
        out.required("id", Kinds.TEXT, cluster.id)
                .required("name", Kinds.TEXT, cluster.name)
                .required("nodeSelector", Kinds.TEXT_MAP, cluster.nodeSelector)
                .required("quota", ApiAmounts.KIND, cluster.quota)
                .nullable("createdAt", Kinds.TIME, cluster.createdAt)
                .nullable("parent", Kinds.TEXT, cluster.parent)
                .required("guaranteed", ApiAmounts.KIND, cluster.guaranteed)
                .required("weight", Kinds.I32, cluster.weight);
        if (cluster.use != null) {
            Use.members(cluster.use, out);
        }
        out.required("revision", Kinds.U64, cluster.revision);
    }
}
