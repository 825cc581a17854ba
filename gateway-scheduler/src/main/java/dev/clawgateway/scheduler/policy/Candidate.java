package dev.clawgateway.scheduler.policy;

import dev.clawgateway.core.placement.SchedulableNode;

/**
 * A node on which a workload fits, as it would be left.
 *
 * @param freeGpus whole GPUs still free after the placement
 * @param freeGpuMillis thousandths of GPUs still free after it, parts of shared ones included
 * @param freeCpuMillis thousandths of cores still free after it
 * @param freeMemoryMib host memory still free after it, in MiB
 * @param fallbackLevel level of the GPU requirement the node meets; 0 is the first choice
 */
public record Candidate(
        SchedulableNode node,
        int freeGpus,
        long freeGpuMillis,
        long freeCpuMillis,
        long freeMemoryMib,
        int fallbackLevel) {}
