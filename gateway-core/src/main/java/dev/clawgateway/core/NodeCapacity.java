package dev.clawgateway.core;

import java.util.List;

/**
 * All that a node has, free or not.
 *
 * @param gpus in the node's own order
 * @param cpuMillis thousandths of a core
 * @param memoryMib host memory in MiB
 * @param runtimes container runtimes, such as {@code docker}; may be empty
 */
public record NodeCapacity(List<Gpu> gpus, long cpuMillis, long memoryMib, List<String> runtimes) {
    public NodeCapacity {
        gpus = List.copyOf(gpus);
        runtimes = List.copyOf(runtimes);
        if (gpus.stream().mapToInt(Gpu::index).distinct().count() != gpus.size()) {
            throw new IllegalArgumentException("capabilities.gpus: two GPUs have the same index");
        }
    }

    /** Sum of the GPUs' memory in MiB. */
    public long gpuMemoryMib() {
        return gpus.stream().mapToLong(Gpu::memoryMib).sum();
    }
}
