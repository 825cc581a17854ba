package dev.clawgateway.core.workload;

import dev.clawgateway.core.NodeId;
import java.util.List;

/**
 * Devices actually held by an attempt, from assignment to its final state.
 *
 * @param gpus by ascending index when it was made; a device keeps its place in the list whatever
 *     number it has later
 * @param fallbackLevel which level of the GPU requirement was met; 0 is the first choice
 */
public record Allocation(
        NodeId node, List<GpuGrant> gpus, long cpuMillis, long memoryMib, int fallbackLevel) {
    public Allocation {
        gpus = List.copyOf(gpus);
    }

    /** Indexes of the GPUs that are there, as the start frame names them, ascending. */
    public List<Integer> gpuIndexes() {
        return gpus.stream()
                .filter(grant -> !grant.missing())
                .map(GpuGrant::index)
                .sorted()
                .toList();
    }

    /** Devices that it holds and that its node has no more. */
    public List<GpuGrant> missing() {
        return gpus.stream().filter(GpuGrant::missing).toList();
    }

    /** The same amounts of other devices, or of the same under other numbers. */
    public Allocation with(List<GpuGrant> others) {
        return new Allocation(node, others, cpuMillis, memoryMib, fallbackLevel);
    }
}
