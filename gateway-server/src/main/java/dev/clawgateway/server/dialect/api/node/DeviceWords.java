package dev.clawgateway.server.dialect.api.node;

import dev.clawgateway.control.operations.fleet.DeviceUse;
import dev.clawgateway.control.operations.fleet.NodeDetail;
import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.control.readings.History;
import dev.clawgateway.control.readings.HistoryPoint;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.record.NodeRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One node with its devices, and what they measured, in the words of the API. */
final class DeviceWords {
    private DeviceWords() {}

    static ObjectNode of(NodeDetail detail) {
        NodeRecord node = detail.node().record();
        ObjectNode words = NodeWords.listed(detail.node());
        ArrayNode runtimes = words.putArray("runtimes");
        node.capacity().runtimes().forEach(runtimes::add);
        ArrayNode taints = words.putArray("taints");
        node.taints()
                .forEach(taint ->
                        taints.addObject().put("key", taint.key()).put("value", taint.value()));
        NodeWords.conditions(node, words.putArray("conditions"));
        ArrayNode devices = words.putArray("devices");
        detail.devices()
                .forEach(device -> device(device, detail.measuredAt(), devices.addObject()));
        return words.put("first_seen_at", node.firstSeenAt().toString())
                .put("registered_at", node.registeredAt().toString())
                .put("agent_version", detail.agentVersion());
    }

    private static void device(DeviceUse device, @Nullable Instant measured, ObjectNode words) {
        Gpu gpu = device.gpu();
        words.put("index", gpu.index())
                .put("model", gpu.model())
                .put("uuid", gpu.uuid())
                .put("memory_mib", gpu.memoryMib());
        if (!gpu.migProfiles().isEmpty()) {
            ArrayNode profiles = words.putArray("mig_profiles");
            gpu.migProfiles().forEach(profiles::add);
        }
        if (!gpu.links().isEmpty()) {
            ArrayNode links = words.putArray("links");
            gpu.links().forEach(links::add);
        }
        words.put("held_milli", device.heldMilli());
        ArrayNode holders = words.putArray("holders");
        for (DeviceUse.Holder holder : device.holders()) {
            WorkloadId workload = holder.workload();
            ObjectNode said =
                    holders.addObject()
                            .put("workload_id", workload == null ? null : workload.toString())
                            .put("milli", holder.milli())
                            .put("memory_mib", holder.memoryMib());
            NodeWords.text(said, "mig_profile", holder.migProfile());
        }
        words.put("unavailable_reason", device.unavailable())
                .put("unhealthy", device.unhealthy())
                .put("idle", device.idle());
        GpuReading reading = device.reading();
        if (reading == null || measured == null) {
            words.putNull("reading");
        } else {
            reading(reading, measured, words.putObject("reading"));
        }
    }

    private static void reading(GpuReading reading, Instant measured, ObjectNode words) {
        words.put("measured_at", measured.toString())
                .put("utilization_percent", reading.utilizationPercent())
                .put("memory_used_mib", reading.memoryUsedMib())
                .put("memory_total_mib", reading.memoryTotalMib())
                .put("temperature_celsius", reading.temperatureCelsius())
                .put("power_watts", reading.powerWatts());
    }

    static ObjectNode of(History history) {
        ObjectNode words =
                NodeWords.object()
                        .put("from", history.from().toString())
                        .put("step_secs", history.step().toSeconds());
        ArrayNode devices = words.putArray("devices");
        for (Map.Entry<Integer, List<@Nullable HistoryPoint>> one : history.devices().entrySet()) {
            columns(devices.addObject().put("index", one.getKey()), one.getValue());
        }
        return words;
    }

    private static void columns(ObjectNode device, List<@Nullable HistoryPoint> points) {
        column(device, "utilization_percent", points, HistoryPoint::utilizationPercent);
        column(device, "utilization_max_percent", points, HistoryPoint::utilizationMaxPercent);
        column(device, "memory_used_mib", points, point -> (int) point.memoryUsedMib());
        column(device, "temperature_celsius", points, HistoryPoint::temperatureCelsius);
        column(device, "power_watts", points, HistoryPoint::powerWatts);
    }

    private static void column(
            ObjectNode device,
            String name,
            List<@Nullable HistoryPoint> points,
            Function<HistoryPoint, @Nullable Integer> part) {
        ArrayNode column = device.putArray(name);
        for (HistoryPoint point : points) {
            column.add(point == null ? null : part.apply(point));
        }
    }
}
