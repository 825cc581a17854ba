package dev.clawgateway.simulation.peer.node;

import dev.clawgateway.core.WorkloadId;

/**
 * Which attempt.
 *
 * @param attempt 0 where nobody said
 */
record Run(WorkloadId workload, int attempt) {}
