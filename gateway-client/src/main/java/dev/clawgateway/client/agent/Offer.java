package dev.clawgateway.client.agent;

import dev.clawgateway.client.runner.Attempts.Leftover;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What this node registers: what the machine has, less what somebody uses that nobody ends. */
final class Offer {
    private final Devices devices;
    private final Map<String, String> labels;
    private final Conditions conditions;
    private volatile Set<Integer> withheld = Set.of();
    private List<Leftover> known = List.of();

    Offer(Devices devices, Map<String, String> labels, Conditions conditions) {
        this.devices = devices;
        this.labels = labels;
        this.conditions = conditions;
    }

    /** What was left behind keeps its devices out of the offer, for as long as it lives. */
    void withhold(List<Leftover> leftovers) {
        if (leftovers.equals(known)) {
            return;
        }
        known = leftovers;
        Set<Integer> gpus = new HashSet<>();
        leftovers.forEach(each -> gpus.addAll(each.gpus()));
        withheld = Set.copyOf(gpus);
        String text =
                leftovers.stream()
                        .map(each ->
                                "process "
                                        + each.process()
                                        + " of workload "
                                        + each.attempt().workload()
                                        + " is left over and may use GPUs "
                                        + each.gpus())
                        .collect(Collectors.joining("; "));
        conditions.set(Conditions.ORPHANS, text.isEmpty() ? null : text);
    }

    /** Any thread. */
    Capabilities capabilities() {
        NodeCapacity capacity = devices.capacity();
        List<Gpu> free =
                capacity.gpus().stream().filter(gpu -> !withheld.contains(gpu.index())).toList();
        return new Capabilities(
                new NodeCapacity(
                        free, capacity.cpuMillis(), capacity.memoryMib(), capacity.runtimes()),
                conditions.list(),
                labels,
                List.of());
    }
}
