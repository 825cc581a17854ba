package dev.clawgateway.core;

import java.util.List;

/**
 * Devices actually held by an attempt, from assignment to its final state.
 *
 * @param gpus by ascending index
 * @param fallbackLevel which level of the GPU requirement was met; 0 is the first choice
 */
public record Allocation(
        NodeId node, List<GpuGrant> gpus, long cpuMillis, long memoryMib, int fallbackLevel) {
    public Allocation {
        gpus = List.copyOf(gpus);
    }

    /** Indexes of the GPUs, as the start frame names them. */
    public List<Integer> gpuIndexes() {
        return gpus.stream().map(GpuGrant::index).toList();
    }
}
