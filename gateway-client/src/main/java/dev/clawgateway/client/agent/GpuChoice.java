package dev.clawgateway.client.agent;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/** Which GPUs a start gets: those the gateway named, else the first free ones. */
sealed interface GpuChoice {
    record Take(List<Integer> gpus) implements GpuChoice {}

    /** Others still hold what is needed. */
    record Held(List<Integer> gpus) implements GpuChoice {}

    /** There are no such GPUs here. */
    record Unknown(List<Integer> gpus) implements GpuChoice {}

    static GpuChoice make(
            NodeCommand.StartWorkload start, List<Gpu> gpus, NavigableSet<Integer> held) {
        List<Integer> known = gpus.stream().map(Gpu::index).toList();
        List<Integer> named = start.gpuIds();
        if (named.isEmpty()) {
            return firstFree(start.spec().effectiveGpuCount(), known, held);
        }
        List<Integer> missing = new ArrayList<>(named);
        missing.removeAll(known);
        if (!missing.isEmpty()) {
            return new Unknown(missing);
        }
        // With grants the GPUs are shared, and who shares them is the gateway's business.
        List<Integer> taken = named.stream().filter(held::contains).toList();
        return taken.isEmpty() || !start.gpuGrants().isEmpty() ? new Take(named) : new Held(taken);
    }

    private static GpuChoice firstFree(int count, List<Integer> known, NavigableSet<Integer> held) {
        if (known.size() < count) {
            return new Unknown(List.of(known.size(), count - 1));
        }
        List<Integer> free = known.stream().filter(gpu -> !held.contains(gpu)).toList();
        return free.size() < count ? new Held(List.copyOf(held)) : new Take(free.subList(0, count));
    }
}
