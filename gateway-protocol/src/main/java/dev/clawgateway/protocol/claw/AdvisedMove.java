package dev.clawgateway.protocol.claw;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;

/** A movable workload that had better run elsewhere. Our extension. */
public record AdvisedMove(WorkloadId workloadId, NodeId from, NodeId to) {}
