package dev.clawgateway.control.operations.fleet;

import dev.clawgateway.control.readings.NodeSignals;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Room;
import dev.clawgateway.core.record.NodeDevices;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.workload.Allocation;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One walk over all nodes, which adds up what becomes of them. For a thread that may take long. */
public final class FleetWalk {
    private static final long WHOLE = 1000;

    private final ClusterView view;
    private final Telemetry telemetry;
    private final Instant now;
    private final Map<Availability, Integer> nodes = new EnumMap<>(Availability.class);
    private final Map<String, ModelCount> models = new HashMap<>();
    private final CapacityCount cpuMillis = new CapacityCount();
    private final CapacityCount memoryMib = new CapacityCount();
    private long missingMilli;

    /** Devices of one model while they are counted. */
    private static final class ModelCount {
        private int devices;
        private int unhealthy;
        private final CapacityCount gpus = new CapacityCount();
        private final Use.Count use = new Use.Count();
    }

    /** What becomes of devices, without what waits and what more would fit. */
    public static FleetReport over(ClusterView view, Telemetry telemetry, Instant now) {
        return new FleetWalk(view, telemetry, now).report(List.of(), FleetReport.Work.NONE);
    }

    FleetWalk(ClusterView view, Telemetry telemetry, Instant now) {
        this.view = view;
        this.telemetry = telemetry;
        this.now = now;
        for (Availability availability : Availability.values()) {
            nodes.put(availability, 0);
        }
        view.nodes().forEach(this::look);
    }

    private void look(NodeRecord node) {
        NodeDevices devices = view.devices(node);
        Availability availability = devices.availability();
        nodes.merge(availability, 1, Integer::sum);
        NodeSignals signals = telemetry.find(node.id());
        boolean fresh = freshSignals(node.id(), view, telemetry, now) != null;
        for (DeviceUse use : DeviceUse.of(node, devices, view, signals, now)) {
            count(use, fresh);
        }
        devices.missing().forEach(grant -> missingMilli += grant.milli());
        countHost(node, DeviceUse.reason(availability, false));
    }

    /** A node's, where they say how its devices are; null where they say how they were. */
    static @Nullable NodeSignals freshSignals(
            NodeId node, ClusterView view, Telemetry telemetry, Instant now) {
        NodeSignals signals = telemetry.find(node);
        return signals != null
                        && view.status(node) != NodeStatus.DISCONNECTED
                        && telemetry.fresh(signals, now)
                ? signals
                : null;
    }

    private void count(DeviceUse device, boolean fresh) {
        ModelCount model = models.computeIfAbsent(device.gpu().model(), _ -> new ModelCount());
        model.devices++;
        model.unhealthy += device.unhealthy() == null ? 0 : 1;
        model.gpus.add(WHOLE, device.heldMilli(), device.unavailable());
        if (fresh && device.reading() != null) {
            model.use.add(
                    device.reading().utilizationPercent(), device.heldMilli() > 0, device.idle());
        }
    }

    private void countHost(NodeRecord node, @Nullable String why) {
        long cpu = 0;
        long memory = 0;
        for (Allocation held : view.allocationsOn(node.id())) {
            cpu += held.cpuMillis();
            memory += held.memoryMib();
        }
        cpuMillis.add(node.capacity().cpuMillis(), cpu, why);
        memoryMib.add(node.capacity().memoryMib(), memory, why);
    }

    /**
     * What it found.
     *
     * @param rooms by model, as the engine has them
     */
    FleetReport report(List<Room> rooms, FleetReport.Work work) {
        Map<String, Room> byModel = new HashMap<>();
        rooms.forEach(room -> byModel.put(room.model(), room));
        List<FleetReport.Model> shown =
                models.entrySet().stream()
                        .map(entry -> model(entry.getKey(), entry.getValue(), byModel))
                        .sorted(
                                Comparator.comparingInt(FleetReport.Model::devices)
                                        .reversed()
                                        .thenComparing(FleetReport.Model::name))
                        .toList();
        Use.Count use = new Use.Count();
        models.values().forEach(model -> use.add(model.use));
        return new FleetReport(
                now,
                nodes,
                shown,
                shown.stream().map(FleetReport.Model::gpus).reduce(Capacity.NONE, Capacity::plus),
                use.mean(),
                missingMilli,
                shown.stream().mapToInt(FleetReport.Model::unhealthy).sum(),
                cpuMillis.sum(),
                memoryMib.sum(),
                work);
    }

    private static FleetReport.Model model(String name, ModelCount count, Map<String, Room> rooms) {
        return new FleetReport.Model(
                name,
                count.devices,
                count.unhealthy,
                count.gpus.sum(),
                count.use.mean(),
                rooms.get(name));
    }
}
