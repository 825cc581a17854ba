package dev.clawgateway.embedded;

import dev.clawgateway.client.agent.AgentListener;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;

/** Whatever an agent tells, nobody is interested. */
final class SilentAgent implements AgentListener {
    @Override
    public void registered(NodeId node, String name) {}

    @Override
    public void disconnected(String why, Duration retryIn) {}

    @Override
    public void started(WorkloadId workload, int attempt) {}

    @Override
    public void ended(WorkloadId workload, int attempt, WorkloadState state, String message) {}
}
