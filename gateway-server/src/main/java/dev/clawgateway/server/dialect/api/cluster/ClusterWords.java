package dev.clawgateway.server.dialect.api.cluster;

import dev.clawgateway.control.operations.lists.ListedCluster;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.placement.VirtualClusterTerms;
import dev.clawgateway.protocol.api.cluster.ApiAmounts;
import dev.clawgateway.protocol.api.cluster.ApiCluster;
import dev.clawgateway.protocol.api.cluster.ClusterRequest;
import org.jspecify.annotations.Nullable;

/** Virtual clusters in the words of the API, and back. */
final class ClusterWords {
    private ClusterWords() {}

    static ApiCluster of(ListedCluster listed) {
        return of(
                listed.usage().cluster(),
                new ApiCluster.Use(
                        all(listed.usage().used()),
                        listed.usage().waiting(),
                        listed.workspaces(),
                        (float) listed.usage().share()));
    }

    /** As it is declared, whatever it holds. */
    static ApiCluster declared(VirtualCluster cluster) {
        return of(cluster, null);
    }

    private static ApiCluster of(VirtualCluster cluster, ApiCluster.@Nullable Use use) {
        return new ApiCluster(
                cluster.id().toString(),
                cluster.name(),
                cluster.nodeSelector(),
                bound(cluster.limit(), Long.MAX_VALUE),
                cluster.createdAt(),
                cluster.parent(),
                bound(cluster.guaranteed(), 0),
                cluster.weight(),
                use,
                cluster.revision());
    }

    private static ApiAmounts all(Quota amount) {
        return new ApiAmounts(amount.gpuMillis(), amount.cpuMillis(), amount.memoryMib());
    }

    /** Without what is as if nothing were said of it. */
    private static ApiAmounts bound(Quota amount, long nothing) {
        return new ApiAmounts(
                unless(nothing, amount.gpuMillis()),
                unless(nothing, amount.cpuMillis()),
                unless(nothing, amount.memoryMib()));
    }

    private static @Nullable Long unless(long nothing, long amount) {
        return amount == nothing ? null : amount;
    }

    static VirtualClusterTerms terms(ClusterRequest asked) {
        ClusterRequest.Above above = asked.above();
        ApiAmounts quota = asked.quota();
        ApiAmounts guaranteed = asked.guaranteed();
        return new VirtualClusterTerms(
                above == null ? null : new VirtualClusterTerms.Place(above.parent()),
                guaranteed == null ? null : quota(guaranteed, 0),
                quota == null ? null : quota(quota, Long.MAX_VALUE),
                asked.weight(),
                asked.nodeSelector());
    }

    private static Quota quota(ApiAmounts amounts, long unsaid) {
        return new Quota(
                said(amounts.gpuMillis(), unsaid),
                said(amounts.cpuMillis(), unsaid),
                said(amounts.memoryMib(), unsaid));
    }

    private static long said(@Nullable Long amount, long unsaid) {
        return amount == null ? unsaid : amount;
    }
}
