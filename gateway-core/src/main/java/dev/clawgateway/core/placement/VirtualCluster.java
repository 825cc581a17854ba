package dev.clawgateway.core.placement;

import dev.clawgateway.core.FrozenMap;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named owner of quota. Virtual clusters form a tree; what a child holds counts against every
 * ancestor, and what an ancestor wants of nodes holds for it too.
 *
 * @param parent null at the root
 * @param guaranteed always obtainable, by reclaim from borrowers if need be
 * @param limit never exceeded (invariant I7); {@link Quota#UNLIMITED} for none
 * @param weight share of idle capacity relative to its siblings, above 0
 * @param nodeSelector labels, all of which a node must have that is to run its workloads; empty for
 *     any node
 * @param createdAt when it was declared first; null before that was kept, and where nobody did
 * @param revision of the command that saved it last; 0 before it was kept
 */
public record VirtualCluster(
        String name,
        VirtualClusterId id,
        @Nullable String parent,
        Quota guaranteed,
        Quota limit,
        int weight,
        Map<String, String> nodeSelector,
        @Nullable Instant createdAt,
        long revision) {
    public VirtualCluster {
        if (weight < 1) {
            throw new IllegalArgumentException(
                    "virtual cluster " + name + ": weight must be at least 1");
        }
        nodeSelector = FrozenMap.copyOf(nodeSelector);
    }

    /** One that was not saved yet, and takes any node. */
    public VirtualCluster(
            String name, @Nullable String parent, Quota guaranteed, Quota limit, int weight) {
        this(
                name,
                VirtualClusterId.ofName(name),
                parent,
                guaranteed,
                limit,
                weight,
                Map.of(),
                null,
                0);
    }

    /** What a name counts as that nobody declared. */
    public static VirtualCluster undeclared(String name) {
        return new VirtualCluster(name, null, Quota.NONE, Quota.UNLIMITED, 1);
    }

    /** As saved by the command of that revision. */
    public VirtualCluster at(long saved) {
        return new VirtualCluster(
                name, id, parent, guaranteed, limit, weight, nodeSelector, createdAt, saved);
    }

    /** The same, declared then and known by that id. */
    public VirtualCluster declared(VirtualClusterId fresh, Instant at) {
        return new VirtualCluster(
                name, fresh, parent, guaranteed, limit, weight, nodeSelector, at, revision);
    }

    /** The same, on nodes with these labels only. */
    public VirtualCluster on(Map<String, String> labels) {
        return new VirtualCluster(
                name, id, parent, guaranteed, limit, weight, labels, createdAt, revision);
    }

    /** Amounts of each resource. GPUs count in thousandths, so that shares count too. */
    public record Quota(long gpuMillis, long cpuMillis, long memoryMib) {
        public static final Quota NONE = new Quota(0, 0, 0);
        public static final Quota UNLIMITED =
                new Quota(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
