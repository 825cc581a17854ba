package dev.clawgateway.client.agent;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;

/** What an agent tells whoever started it. Called on the agent's threads; must not block. */
public interface AgentListener {
    /** The gateway took the registration; again after every reconnection. */
    void registered(NodeId node, String name);

    /** No session; the next try follows after {@code retryIn}. */
    void disconnected(String why, Duration retryIn);

    /** The workload's process exists. */
    void started(WorkloadId workload, int attempt);

    /** Nothing of the attempt is left. */
    void ended(WorkloadId workload, int attempt, WorkloadState state, String message);
}
