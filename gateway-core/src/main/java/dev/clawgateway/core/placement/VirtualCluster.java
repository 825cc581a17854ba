package dev.clawgateway.core.placement;

import org.jspecify.annotations.Nullable;

/**
 * A named owner of quota. Virtual clusters form a tree; what a child holds counts against every
 * ancestor.
 *
 * @param parent null at the root
 * @param guaranteed always obtainable, by reclaim from borrowers if need be
 * @param limit never exceeded (invariant I7); {@link Quota#UNLIMITED} for none
 * @param weight share of idle capacity relative to its siblings, above 0
 * @param revision of the command that saved it last; 0 before it was kept
 */
public record VirtualCluster(
        String name,
        @Nullable String parent,
        Quota guaranteed,
        Quota limit,
        int weight,
        long revision) {
    public VirtualCluster {
        if (weight < 1) {
            throw new IllegalArgumentException(
                    "virtual cluster " + name + ": weight must be at least 1");
        }
    }

    /** One that was not saved yet. */
    public VirtualCluster(
            String name, @Nullable String parent, Quota guaranteed, Quota limit, int weight) {
        this(name, parent, guaranteed, limit, weight, 0);
    }

    /** As saved by the command of that revision. */
    public VirtualCluster at(long saved) {
        return new VirtualCluster(name, parent, guaranteed, limit, weight, saved);
    }

    /** Amounts of each resource. GPUs count in thousandths, so that shares count too. */
    public record Quota(long gpuMillis, long cpuMillis, long memoryMib) {
        public static final Quota NONE = new Quota(0, 0, 0);
        public static final Quota UNLIMITED =
                new Quota(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
