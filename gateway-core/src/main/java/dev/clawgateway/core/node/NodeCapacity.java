package dev.clawgateway.core.node;

import java.util.List;
import java.util.Set;

/**
 * All that a node has, free or not.
 *
 * @param gpus in the node's own order
 * @param cpuMillis thousandths of a core
 * @param memoryMib host memory in MiB
 * @param runtimes what can run there, such as {@code docker}, {@code process} or {@code none}; an
 *     empty list says nothing
 * @param devices who picks the GPUs of a start
 */
public record NodeCapacity(
        List<Gpu> gpus,
        long cpuMillis,
        long memoryMib,
        List<String> runtimes,
        DeviceChoice devices) {
    private static final Set<String> PROCESSES = Set.of("process", "simulated");

    public NodeCapacity {
        gpus = List.copyOf(gpus);
        runtimes = List.copyOf(runtimes);
        if (gpus.stream().mapToInt(Gpu::index).distinct().count() != gpus.size()) {
            throw new IllegalArgumentException("capabilities.gpus: two GPUs have the same index");
        }
    }

    /** Of a node that uses the GPUs it is told to. */
    public NodeCapacity(List<Gpu> gpus, long cpuMillis, long memoryMib, List<String> runtimes) {
        this(gpus, cpuMillis, memoryMib, runtimes, DeviceChoice.EXACT);
    }

    /** The same where the GPUs are picked in another way. */
    public NodeCapacity with(DeviceChoice choice) {
        return new NodeCapacity(gpus, cpuMillis, memoryMib, runtimes, choice);
    }

    /** The same for judging requests: a GPU that uses the host's memory has as much as the host. */
    public NodeCapacity asJudged() {
        List<Gpu> judged = gpus.stream().map(gpu -> gpu.beside(memoryMib)).toList();
        return judged.equals(gpus)
                ? this
                : new NodeCapacity(judged, cpuMillis, memoryMib, runtimes, devices);
    }

    /** Whether a workload of this kind can run there: a plain process, or a container. */
    public boolean runs(boolean process) {
        return runtimes.isEmpty()
                || runtimes.stream()
                        .anyMatch(process ? PROCESSES::contains : NodeCapacity::isForContainers);
    }

    private static boolean isForContainers(String runtime) {
        return !runtime.equals("process") && !runtime.equals("none");
    }

    /** Sum of the GPUs' own memory in MiB; the host's is not in it, and what is unknown neither. */
    public long gpuMemoryMib() {
        return gpus.stream().mapToLong(Gpu::memoryMib).sum();
    }
}
