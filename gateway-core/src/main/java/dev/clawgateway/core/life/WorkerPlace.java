package dev.clawgateway.core.life;

import dev.clawgateway.core.WorkloadId;

/**
 * A workload's place among the workers of a parallel workload.
 *
 * @param group id of worker 0, which names the whole
 * @param index from 0
 */
public record WorkerPlace(WorkloadId group, int index) {}
