package dev.clawgateway.scheduler;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The same machines with their devices under other numbers, some gone and some back, from a seed;
 * and what that makes of what is held. Devices that are gone have names here and in the grants.
 */
final class RandomDevices {
    /** A node with other devices, and what changes for those who hold some. */
    record Change(SchedulableNode node, Map<WorkloadId, Allocation> moved) {}

    /** Devices of a node by name: those it had last, and those that went since it got them. */
    private record Machine(Map<String, Gpu> there, Map<String, Gpu> gone) {}

    private final Random random;
    private final Map<NodeId, Machine> machines = new HashMap<>();
    private int made;

    RandomDevices(Random random) {
        this.random = random;
    }

    Change change(SchedulableNode node, Map<WorkloadId, Allocation> held) {
        Machine before = machine(node);
        Map<String, Gpu> there = new LinkedHashMap<>(before.there);
        Map<String, Gpu> gone = new LinkedHashMap<>(before.gone);
        if (!there.isEmpty() && random.nextBoolean()) {
            List<String> names = List.copyOf(there.keySet());
            String lost = names.get(random.nextInt(names.size()));
            gone.put(lost, Objects.requireNonNull(there.remove(lost)));
        } else {
            there.putAll(gone);
            gone.clear();
        }
        Machine after = new Machine(numbered(there), gone);
        machines.put(node.id(), after);
        Map<WorkloadId, Allocation> moved = new LinkedHashMap<>();
        held.forEach((id, allocation) -> moved.put(id, moved(allocation, before, after)));
        moved.entrySet().removeIf(one -> one.getValue().equals(held.get(one.getKey())));
        return new Change(with(node, after), moved);
    }

    /** What is known of its devices, unless it has got others in the meantime. */
    private Machine machine(SchedulableNode node) {
        Machine known = machines.get(node.id());
        List<Gpu> gpus = node.capacity().gpus();
        if (known != null && List.copyOf(known.there.values()).equals(gpus)) {
            return known;
        }
        Machine fresh = new Machine(new LinkedHashMap<>(), new LinkedHashMap<>());
        gpus.forEach(gpu -> fresh.there.put("device-" + made++, gpu));
        return fresh;
    }

    /** In another order, numbered from 0; what is linked stays linked. */
    private Map<String, Gpu> numbered(Map<String, Gpu> devices) {
        List<String> order = new ArrayList<>(devices.keySet());
        Collections.shuffle(order, random);
        Map<Integer, Integer> numbers = new HashMap<>();
        for (String name : order) {
            numbers.putIfAbsent(gpu(devices, name).index(), numbers.size());
        }
        if (numbers.size() < order.size()) {
            // One came back under a number that another has by now: all get their own first.
            return numbered(apart(devices));
        }
        Map<String, Gpu> numbered = new LinkedHashMap<>();
        for (String name : order) {
            Gpu gpu = gpu(devices, name);
            List<Integer> links =
                    gpu.links().stream().map(numbers::get).filter(Objects::nonNull).toList();
            numbered.put(name, with(gpu, numbered.size(), links));
        }
        return numbered;
    }

    /** Numbers of their own; links are given up. */
    private static Map<String, Gpu> apart(Map<String, Gpu> devices) {
        Map<String, Gpu> apart = new LinkedHashMap<>();
        devices.forEach((name, gpu) -> apart.put(name, with(gpu, apart.size(), List.of())));
        return apart;
    }

    private static Gpu with(Gpu gpu, int index, List<Integer> links) {
        return new Gpu(index, gpu.model(), gpu.memoryMib(), gpu.uuid(), gpu.migProfiles(), links);
    }

    private static Gpu gpu(Map<String, Gpu> devices, String name) {
        return Objects.requireNonNull(devices.get(name));
    }

    private static Allocation moved(Allocation held, Machine before, Machine after) {
        return held.with(held.gpus().stream().map(one -> moved(one, before, after)).toList());
    }

    private static GpuGrant moved(GpuGrant grant, Machine before, Machine after) {
        String name = grant.missing() ? grant.uuid() : name(grant, before);
        Gpu now = name == null ? null : after.there.get(name);
        if (now != null) {
            return grant.at(now.index()).of(null);
        }
        return grant.gone().of(name);
    }

    private static @Nullable String name(GpuGrant grant, Machine machine) {
        return machine.there.entrySet().stream()
                .filter(device -> grant.isOf(device.getValue().index()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static SchedulableNode with(SchedulableNode node, Machine machine) {
        NodeCapacity old = node.capacity();
        NodeCapacity now =
                new NodeCapacity(
                        List.copyOf(machine.there.values()),
                        old.cpuMillis(),
                        old.memoryMib(),
                        old.runtimes(),
                        old.devices());
        return new SchedulableNode(
                node.id(),
                node.name(),
                now,
                node.labels(),
                node.conditions(),
                node.taints(),
                node.availability());
    }
}
