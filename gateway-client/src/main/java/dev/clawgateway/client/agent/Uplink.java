package dev.clawgateway.client.agent;

import dev.clawgateway.protocol.claw.node.NodeMessage;

/** The way to the gateway, as seen by the workloads. Returns at once. */
interface Uplink {
    void update(NodeMessage.WorkloadUpdate update);

    void logs(NodeMessage.WorkloadLogs logs);
}
