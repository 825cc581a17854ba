package dev.clawgateway.scheduler;

import dev.clawgateway.core.ConditionStatus;
import dev.clawgateway.core.DeviceChoice;
import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.NodeCapacity;
import dev.clawgateway.core.Taint;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.SchedulableNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Nodes of every kind, from a seed: GPUs of one model or of several, linked in pairs, in fours or
 * not at all, cut by MIG or not, numbered in any order; racks, zones, taints and conditions; rich
 * or starved of CPU and memory.
 */
final class RandomNodes {
    private static final String[] MODELS = {"H100", "A100", "L4"};
    private static final List<String> PROFILES =
            List.of("1g.10gb", "1g.20gb", "2g.20gb", "3g.40gb", "4g.40gb", "7g.80gb");

    private static final List<List<String>> RUNTIMES =
            List.of(
                    List.of(),
                    List.of(),
                    List.of("docker", "process"),
                    List.of("docker"),
                    List.of("process"),
                    List.of("simulated"),
                    List.of("none"));

    private final Random random;

    RandomNodes(Random random) {
        this.random = random;
    }

    SchedulableNode node(int number) {
        boolean starved = random.nextInt(4) == 0;
        long cpu = 1000L * (starved ? 1 + random.nextInt(3) : 4 + random.nextInt(60));
        long memory = starved ? 1024 : 8192 + random.nextInt(131_072);
        return new SchedulableNode(
                Requests.nodeId(number),
                "node-" + number,
                capacity(cpu, memory),
                labels(),
                random.nextInt(3) == 0
                        ? Map.of("Ready", ConditionStatus.TRUE)
                        : Map.of("Ready", ConditionStatus.FALSE),
                random.nextInt(6) == 0 ? List.of(new Taint("spot", "yes")) : List.of(),
                Availability.OPEN);
    }

    /** One in eight picks its GPUs itself: it has neither links nor MIG profiles. */
    private NodeCapacity capacity(long cpu, long memory) {
        List<Gpu> gpus = gpus();
        List<String> runtimes = RUNTIMES.get(random.nextInt(RUNTIMES.size()));
        NodeCapacity exact = new NodeCapacity(gpus, cpu, memory, runtimes);
        boolean plain =
                gpus.stream().allMatch(gpu -> gpu.links().isEmpty() && gpu.migProfiles().isEmpty());
        return plain && random.nextInt(2) == 0 ? exact.with(DeviceChoice.COUNTED) : exact;
    }

    private List<Gpu> gpus() {
        int count = random.nextInt(9);
        boolean mixed = random.nextInt(4) == 0;
        String model = model();
        int island = List.of(1, 2, 2, 4).get(random.nextInt(4));
        List<Gpu> gpus = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gpus.add(gpu(i, mixed ? model() : model, island, count));
        }
        if (random.nextInt(5) == 0) {
            Collections.shuffle(gpus, random);
        }
        return gpus;
    }

    private String model() {
        return MODELS[random.nextInt(MODELS.length)];
    }

    private Gpu gpu(int index, String model, int island, int count) {
        List<Integer> links =
                IntStream.range(index / island * island, index / island * island + island)
                        .filter(other -> other != index && other < count)
                        .boxed()
                        .toList();
        boolean large = !model.equals("L4");
        return new Gpu(
                index,
                model,
                large ? 81_920 : 24_576,
                "GPU-" + random.nextInt(3),
                model.equals("A100") ? PROFILES : List.of(),
                large ? links : List.of());
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        if (random.nextInt(8) > 0) {
            labels.put("rack", "r" + random.nextInt(3));
        }
        labels.put("zone", "z" + random.nextInt(2));
        return labels;
    }

    /** The same machine after something changed about it. */
    SchedulableNode changed(SchedulableNode node) {
        Availability[] values = Availability.values();
        int pick = random.nextInt(values.length * 2);
        Availability now = pick < values.length ? values[pick] : Availability.OPEN;
        if (random.nextBoolean()) {
            return Requests.in(node, now);
        }
        SchedulableNode other = node(0);
        return new SchedulableNode(
                node.id(),
                node.name(),
                node.capacity(),
                other.labels(),
                other.conditions(),
                other.taints(),
                now);
    }
}
