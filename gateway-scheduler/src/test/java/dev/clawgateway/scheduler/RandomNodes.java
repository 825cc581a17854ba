package dev.clawgateway.scheduler;

import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.reference.MigSlice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Nodes of every kind, from a seed: GPUs of one model or of several, linked in pairs, in fours or
 * not at all, cut by MIG or not, numbered in any order and from any number; up to 64 of them on one
 * machine; racks, zones, taints and conditions; rich or starved of CPU and memory. The machines of
 * one fleet are of few makes, so that there is something to choose between.
 */
final class RandomNodes {
    /** A make of GPU. The last lists profiles that nobody publishes for it. */
    private record Make(String model, long memoryMib, boolean linked, List<String> profiles) {
        static Make cut(String model, long memoryMib) {
            return new Make(model, memoryMib, true, MigSlice.profiles(model));
        }
    }

    private static final List<Make> MAKES =
            List.of(
                    new Make("H100", 81_920, true, List.of()),
                    Make.cut("A100", 81_920),
                    new Make("L4", 24_576, false, List.of()));
    private static final List<Make> CUT_MAKES =
            List.of(
                    Make.cut("NVIDIA A30", 24_576),
                    Make.cut("NVIDIA A100-SXM4-40GB", 40_960),
                    Make.cut("NVIDIA H100 NVL", 95_830),
                    Make.cut("NVIDIA B200", 183_359),
                    Make.cut("NVIDIA RTX PRO 6000 Blackwell Server Edition", 97_887),
                    new Make("NVIDIA L40S", 46_068, false, List.of("1g.10gb", "1g.5gb+me")));

    private static final List<DeviceChoice> CHOICES =
            List.of(
                    DeviceChoice.EXACT,
                    DeviceChoice.EXACT,
                    DeviceChoice.COUNTED,
                    DeviceChoice.FIRST_N);

    private static final int[] LARGE = {16, 16, 32, 64};

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

    /** Of this fleet. */
    private final List<Make> makes = new ArrayList<>();

    /** The fleet is a few devices of one or two products, all to be cut. */
    private final boolean scarce;

    RandomNodes(Random random) {
        this.random = random;
        this.scarce = random.nextInt(4) == 0;
        makes.add(CUT_MAKES.get(random.nextInt(CUT_MAKES.size())));
        makes.add(CUT_MAKES.get(random.nextInt(CUT_MAKES.size())));
        if (!scarce) {
            makes.addAll(MAKES);
        }
    }

    boolean scarce() {
        return scarce;
    }

    /** What the makes of this fleet can be cut into. */
    List<String> profiles() {
        return makes.stream().flatMap(make -> make.profiles.stream()).distinct().toList();
    }

    SchedulableNode node(int number) {
        boolean starved = random.nextInt(4) == 0;
        long cpu = 1000L * (starved ? 1 + random.nextInt(3) : 4 + random.nextInt(60));
        long memory = starved ? 1024 : 8192 + random.nextInt(131_072);
        return new SchedulableNode(
                Requests.nodeId(number),
                "node-" + number,
                capacity(number, cpu, memory),
                labels(),
                random.nextInt(3) == 0
                        ? Map.of("Ready", ConditionStatus.TRUE)
                        : Map.of("Ready", ConditionStatus.FALSE),
                random.nextInt(6) == 0 ? List.of(new Taint("spot", "yes")) : List.of(),
                Availability.OPEN);
    }

    /** One in eight picks its GPUs itself, as it likes or the first: it has no MIG and no links. */
    private NodeCapacity capacity(int node, long cpu, long memory) {
        List<Gpu> gpus = gpus(node);
        List<String> runtimes = RUNTIMES.get(random.nextInt(RUNTIMES.size()));
        NodeCapacity exact = new NodeCapacity(gpus, cpu, memory, runtimes);
        boolean plain =
                gpus.stream().allMatch(gpu -> gpu.links().isEmpty() && gpu.migProfiles().isEmpty());
        return plain ? exact.with(CHOICES.get(random.nextInt(CHOICES.size()))) : exact;
    }

    private List<Gpu> gpus(int node) {
        boolean isLarge = !scarce && random.nextInt(6) == 0;
        int few = random.nextInt(scarce ? 3 : 9);
        int count = isLarge ? LARGE[random.nextInt(LARGE.length)] : few;
        boolean mixed = random.nextInt(4) == 0;
        Make make = make();
        int island = isLarge ? 1 : List.of(1, 2, 2, 4).get(random.nextInt(4));
        int first = random.nextInt(10) == 0 ? random.nextInt(40) : 0;
        List<Gpu> gpus = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gpus.add(gpu(i, first, mixed ? make() : make, links(i, first, island, count), node));
        }
        if (random.nextInt(5) == 0) {
            Collections.shuffle(gpus, random);
        }
        return gpus;
    }

    private Make make() {
        return makes.get(random.nextInt(makes.size()));
    }

    private static List<Integer> links(int number, int first, int island, int count) {
        int start = number / island * island;
        return IntStream.range(start, Math.min(start + island, count))
                .filter(other -> other != number)
                .map(other -> first + other)
                .boxed()
                .toList();
    }

    /** A device that is replaced by another of its index is taken for the same. */
    private static Gpu gpu(int number, int first, Make make, List<Integer> links, int node) {
        int index = first + number;
        return new Gpu(
                index,
                make.model,
                make.memoryMib,
                "GPU-" + (node + index) % 3 + "-" + node + "-" + index,
                make.profiles,
                make.linked ? links : List.of());
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        if (random.nextInt(8) > 0) {
            labels.put("rack", "r" + random.nextInt(3));
        }
        labels.put("zone", "z" + random.nextInt(2));
        return labels;
    }

    /** The same machine with other devices under the same numbers. */
    SchedulableNode remade(SchedulableNode node) {
        NodeCapacity all = node.capacity();
        Make make = make();
        List<Gpu> gpus =
                all.gpus().stream()
                        .map(gpu ->
                                new Gpu(
                                        gpu.index(),
                                        make.model,
                                        make.memoryMib,
                                        gpu.uuid(),
                                        make.profiles,
                                        List.of()))
                        .toList();
        return Requests.with(
                node, new NodeCapacity(gpus, all.cpuMillis(), all.memoryMib(), all.runtimes()));
    }

    /** The same machine with some of its devices, cores and memory gone. */
    SchedulableNode shrunk(SchedulableNode node) {
        NodeCapacity all = node.capacity();
        NodeCapacity left =
                new NodeCapacity(
                        all.gpus().stream().filter(_ -> random.nextInt(3) > 0).toList(),
                        all.cpuMillis() - random.nextInt(2) * (all.cpuMillis() / 3),
                        all.memoryMib() - random.nextInt(2) * (all.memoryMib() / 3),
                        all.runtimes());
        return Requests.with(node, left.with(all.devices()));
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
