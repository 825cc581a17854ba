package dev.clawgateway.control.watch;

import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.VirtualCluster;
import org.jspecify.annotations.Nullable;

/** One thing as it was before a command, and as it is after. */
public sealed interface Changed {
    /** Of the command, also where the thing is gone. */
    long revision();

    /**
     * A workload.
     *
     * @param before null for a new one
     * @param after null for one that is forgotten
     */
    record OfWorkload(
            long revision, @Nullable WorkloadRecord before, @Nullable WorkloadRecord after)
            implements Changed {}

    /**
     * A node.
     *
     * @param before null for a new one
     * @param after null for one that is forgotten
     */
    record OfNode(long revision, @Nullable NodeSeen before, @Nullable NodeSeen after)
            implements Changed {}

    /**
     * A virtual cluster that is declared.
     *
     * @param before null for a new one
     * @param after null for one that is removed
     */
    record OfVirtualCluster(
            long revision, @Nullable VirtualCluster before, @Nullable VirtualCluster after)
            implements Changed {}

    /**
     * A workspace, or its workload.
     *
     * @param before null for a new one
     * @param after null for one that is gone
     */
    record OfWorkspace(long revision, @Nullable WorkspaceSeen before, @Nullable WorkspaceSeen after)
            implements Changed {}
}
