package dev.clawgateway.control.operations;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import java.util.List;

/**
 * What became of a workload that was accepted. For a parallel one, the id is its first worker's.
 */
public sealed interface Accepted {
    /** It starts on that node. */
    record Placed(WorkloadId workload, NodeId node) implements Accepted {}

    /** It is kept and waits. */
    record Waiting(WorkloadId workload, List<String> pendingGates, String reason)
            implements Accepted {}
}
