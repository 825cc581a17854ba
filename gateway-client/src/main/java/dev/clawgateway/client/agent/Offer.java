package dev.clawgateway.client.agent;

import dev.clawgateway.client.runner.Attempts.Leftover;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What this node registers: what the machine has, less what somebody uses that nobody ends. */
final class Offer {
    private final Devices devices;
    private final Map<String, String> labels;
    private final Conditions conditions;
    private volatile List<Leftover> known = List.of();

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
        known = List.copyOf(leftovers);
        String text =
                leftovers.stream()
                        .map(each ->
                                "process "
                                        + each.process()
                                        + " of workload "
                                        + each.attempt().workload()
                                        + " is left over and may use GPUs "
                                        + each.gpus().indexes(devices.gpus()))
                        .collect(Collectors.joining("; "));
        conditions.set(Conditions.ORPHANS, text.isEmpty() ? null : text);
    }

    /** Any thread. */
    Capabilities capabilities() {
        NodeCapacity capacity = devices.capacity();
        Set<Integer> used =
                known.stream()
                        .flatMap(each -> each.gpus().indexes(capacity.gpus()).stream())
                        .collect(Collectors.toSet());
        List<Gpu> free =
                capacity.gpus().stream().filter(gpu -> !used.contains(gpu.index())).toList();
        return new Capabilities(
                new NodeCapacity(
                        free, capacity.cpuMillis(), capacity.memoryMib(), capacity.runtimes()),
                conditions.list(),
                labels,
                List.of());
    }
}
