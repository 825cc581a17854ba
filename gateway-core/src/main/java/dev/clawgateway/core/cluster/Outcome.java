package dev.clawgateway.core.cluster;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import java.util.List;

/** The answer to a command, handed to whoever sent it once what it changed is durable. */
public sealed interface Outcome {
    /** It was done; nothing more to say. */
    record Done() implements Outcome {}

    /** It was so already; nothing was changed. */
    record Unchanged() implements Outcome {}

    /** A submitted workload was placed; for a parallel one, {@code workload} is worker 0. */
    record Placed(WorkloadId workload, NodeId node) implements Outcome {}

    /** A submitted workload is kept and waits. */
    record Waiting(WorkloadId workload, List<String> pendingGates, String reason)
            implements Outcome {}

    record GateCleared(List<String> pendingGates) implements Outcome {}

    /**
     * Another machine holds the node id that registered here, and whether that one still lives has
     * to be asked; nothing was changed.
     *
     * @param session of the other machine
     */
    record Contested(SessionId session) implements Outcome {}

    /** Nothing was changed. */
    record Refused(ErrorCode code, String detail) implements Outcome {}

    /** Of commands about the registries of members, each in a file of its own. */
    sealed interface OfRegistry extends Outcome permits DiscoveryOutcome {}
}
