package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Target;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.Allocation;

/** What operations act on, looked up for the door. */
public final class DoorTargets {
    private DoorTargets() {}

    /** Where it lies and whose it is never changes, so a look at what is published will do. */
    public static Target of(WorkloadId id, ClusterView view) {
        WorkloadRecord workload = view.workload(id);
        return workload == null ? new Target.OfUnknown(id) : Target.of(workload);
    }

    /**
     * Whose output it is that a node reports: that of the node which has the workload or had it
     * last, or may still run an attempt of it that was given up; of work that nobody else knows its
     * own.
     */
    static Target ofOutput(WorkloadId id, NodeId reporter, ClusterView view) {
        WorkloadRecord workload = view.workload(id);
        if (workload == null
                || workload.past().lost().stream().anyMatch(one -> one.node().equals(reporter))) {
            return Target.of(reporter);
        }
        Allocation allocation = workload.allocation();
        return allocation == null ? Target.of(workload) : Target.of(allocation.node());
    }
}
