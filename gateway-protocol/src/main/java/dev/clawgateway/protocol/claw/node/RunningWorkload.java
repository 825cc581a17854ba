package dev.clawgateway.protocol.claw.node;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;

/** One workload that a registering node runs. Our extension. */
public record RunningWorkload(WorkloadId workloadId, int attempt, WorkloadState state) {}
