package dev.clawgateway.core.placement;

import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wished of a virtual cluster. What is left out, as null, stays what it is; of a new one it
 * is what the declaration says that nobody has made: at the root, nothing guaranteed, no limit,
 * weight 1, any node.
 *
 * @param nodeSelector labels that the nodes of its workloads must have
 */
public record VirtualClusterTerms(
        @Nullable Place place,
        @Nullable Quota guaranteed,
        @Nullable Quota limit,
        @Nullable Integer weight,
        @Nullable Map<String, String> nodeSelector) {
    /**
     * Where it is in the tree.
     *
     * @param parent null at the root
     */
    public record Place(@Nullable String parent) {}

    public VirtualClusterTerms {
        nodeSelector = nodeSelector == null ? null : FrozenMap.copyOf(nodeSelector);
    }

    /** All that it says but for the nodes. */
    public static VirtualClusterTerms ofQuota(VirtualCluster wanted) {
        return new VirtualClusterTerms(
                new Place(wanted.parent()),
                wanted.guaranteed(),
                wanted.limit(),
                wanted.weight(),
                null);
    }

    /** All that it says. */
    public static VirtualClusterTerms of(VirtualCluster wanted) {
        return new VirtualClusterTerms(
                new Place(wanted.parent()),
                wanted.guaranteed(),
                wanted.limit(),
                wanted.weight(),
                wanted.nodeSelector());
    }

    /** Weighs nothing of its own, so that it cannot be one. */
    public boolean weightless() {
        return weight != null && weight < 1;
    }

    /** What was declared, changed by this. */
    public VirtualCluster applied(VirtualCluster before) {
        return new VirtualCluster(
                before.name(),
                before.id(),
                place == null ? before.parent() : place.parent(),
                guaranteed == null ? before.guaranteed() : guaranteed,
                limit == null ? before.limit() : limit,
                weight == null ? before.weight() : weight,
                nodeSelector == null ? before.nodeSelector() : nodeSelector,
                before.createdAt(),
                before.revision());
    }
}
