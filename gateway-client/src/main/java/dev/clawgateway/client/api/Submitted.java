package dev.clawgateway.client.api;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;

/** The gateway has taken a workload, and will not forget it. */
public sealed interface Submitted extends GatewayAnswer permits Submitted.Placed, SchedulingView {
    WorkloadId workload();

    /** A node was chosen and is told. */
    record Placed(WorkloadId workload, NodeId node) implements Submitted {}
}
