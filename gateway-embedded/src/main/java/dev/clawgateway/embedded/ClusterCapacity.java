package dev.clawgateway.embedded;

import java.util.Map;

/**
 * Devices of some nodes, or parts of them.
 *
 * @param nodes that have any
 * @param gpuMillis thousandths of GPUs
 * @param gpuMemoryMib theirs, in proportion; devices of unknown size count nothing
 * @param gpuMillisByModel sorted by model
 */
public record ClusterCapacity(
        int nodes, long gpuMillis, long gpuMemoryMib, Map<String, Long> gpuMillisByModel) {
    private static final int WHOLE = 1000;

    /** Whole GPUs' worth, rounded down. */
    public long gpus() {
        return gpuMillis / WHOLE;
    }
}
