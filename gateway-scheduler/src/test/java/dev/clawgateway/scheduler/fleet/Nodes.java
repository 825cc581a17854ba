package dev.clawgateway.scheduler.fleet;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.SchedulableNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Nodes for tests. */
public final class Nodes {
    private Nodes() {}

    public static NodeId id(int number) {
        return new NodeId(new UUID(0, number));
    }

    public static List<Gpu> gpus(int count, String model, long memoryMib) {
        return IntStream.range(0, count)
                .mapToObj(index -> new Gpu(index, model, memoryMib, "GPU-" + model + index))
                .toList();
    }

    public static SchedulableNode node(
            int number,
            List<Gpu> gpus,
            long cpuMillis,
            long memoryMib,
            Map<String, String> labels) {
        return new SchedulableNode(
                id(number),
                "node-" + number,
                new NodeCapacity(gpus, cpuMillis, memoryMib, List.of()),
                labels,
                Map.of(),
                List.of(),
                Availability.OPEN);
    }

    public static SchedulableNode node(int number, int gpus, String model) {
        return node(number, gpus(gpus, model, 81_920), 64_000, 262_144, Map.of());
    }

    static SchedulableNode withAvailability(SchedulableNode node, Availability availability) {
        return new SchedulableNode(
                node.id(),
                node.name(),
                node.capacity(),
                node.labels(),
                node.conditions(),
                node.taints(),
                availability);
    }
}
