package dev.clawgateway.control.access;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.space.Workspace;
import org.jspecify.annotations.Nullable;

/** What an operation acts on, as far as a permission can depend on it. */
public sealed interface Target {
    /** The gateway, the fleet, a list of which each line is judged. */
    Target NONE = new Nothing();

    static Target of(NodeId node) {
        return new OfNode(node);
    }

    /** A workload that is there. */
    static OfWorkload of(WorkloadRecord workload) {
        Caller by = workload.submittedBy();
        return new OfWorkload(
                workload.id(),
                workload.spec().scheduling().queue().virtualCluster(),
                by == null ? null : by.principal());
    }

    /** The workload that a workspace is. */
    static OfWorkload of(Workspace workspace) {
        return new OfWorkload(
                workspace.workload(), workspace.cluster(), workspace.by().principal());
    }

    /** A workload that is to be. */
    static Target in(String virtualCluster, Principal owner) {
        return new OfWorkload(null, virtualCluster, owner);
    }

    /** Nothing in particular. */
    record Nothing() implements Target {}

    record OfNode(NodeId node) implements Target {}

    /**
     * A workload.
     *
     * @param workload null for one that is still to be
     * @param owner who submitted it; null for what belongs to nobody
     */
    record OfWorkload(
            @Nullable WorkloadId workload, String virtualCluster, @Nullable Principal owner)
            implements Target {}

    /**
     * A workspace.
     *
     * @param named as it was asked for
     * @param workload that it is; null where nothing is known of it: perhaps there is none
     */
    record OfWorkspace(String named, @Nullable OfWorkload workload) implements Target {}

    /** A workload of which nothing is known: perhaps there is none. */
    record OfUnknown(WorkloadId workload) implements Target {}
}
