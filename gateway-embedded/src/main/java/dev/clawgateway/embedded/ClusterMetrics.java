package dev.clawgateway.embedded;

/**
 * The fleet in a few numbers.
 *
 * @param gpusMeasured GPUs of connected nodes with a reading
 * @param averageGpuUtilizationPercent over those; 0 where there are none
 * @param gpuMemoryUsedMib over those
 * @param gpuMemoryTotalMib over those
 * @param activeWorkloads that have not ended
 */
public record ClusterMetrics(
        int nodes,
        int healthyNodes,
        int gpus,
        int gpusMeasured,
        double averageGpuUtilizationPercent,
        long gpuMemoryUsedMib,
        long gpuMemoryTotalMib,
        int activeWorkloads) {}
