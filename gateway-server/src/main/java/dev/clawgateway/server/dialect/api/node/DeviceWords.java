package dev.clawgateway.server.dialect.api.node;

import dev.clawgateway.control.operations.fleet.DeviceUse;
import dev.clawgateway.control.operations.fleet.NodeDetail;
import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.control.readings.History;
import dev.clawgateway.control.readings.HistoryPoint;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.protocol.api.node.ApiDevice;
import dev.clawgateway.protocol.api.node.ApiNodeDetail;
import dev.clawgateway.protocol.api.node.ApiReadings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One node with its devices, and what they measured, in the words of the API. */
final class DeviceWords {
    private DeviceWords() {}

    static ApiNodeDetail of(NodeDetail detail) {
        NodeRecord node = detail.node().record();
        return new ApiNodeDetail(
                NodeWords.listed(detail.node()),
                List.copyOf(node.capacity().runtimes()),
                List.copyOf(node.taints()),
                node.conditions().values().stream()
                        .map(condition ->
                                new ApiNodeDetail.Condition(
                                        condition.type(),
                                        condition.status() == ConditionStatus.TRUE,
                                        condition.reason(),
                                        condition.lastProbe()))
                        .toList(),
                detail.devices().stream()
                        .map(device -> device(device, detail.measuredAt()))
                        .toList(),
                node.firstSeenAt(),
                node.registeredAt(),
                detail.agentVersion());
    }

    private static ApiDevice device(DeviceUse device, @Nullable Instant measured) {
        Gpu gpu = device.gpu();
        return new ApiDevice(
                gpu.index(),
                gpu.model(),
                gpu.uuid(),
                gpu.memoryMib(),
                List.copyOf(gpu.migProfiles()),
                List.copyOf(gpu.links()),
                device.heldMilli(),
                device.holders().stream()
                        .map(holder ->
                                new ApiDevice.Holder(
                                        holder.workload(),
                                        holder.milli(),
                                        holder.memoryMib(),
                                        holder.migProfile()))
                        .toList(),
                device.unavailable(),
                device.unhealthy(),
                device.idle(),
                reading(device.reading(), measured));
    }

    private static ApiDevice.@Nullable Reading reading(
            @Nullable GpuReading reading, @Nullable Instant measured) {
        return reading == null || measured == null
                ? null
                : new ApiDevice.Reading(
                        measured,
                        reading.utilizationPercent(),
                        reading.memoryUsedMib(),
                        reading.memoryTotalMib(),
                        reading.temperatureCelsius(),
                        reading.powerWatts());
    }

    static ApiReadings of(History history) {
        List<ApiReadings.Columns> devices = new ArrayList<>();
        for (Map.Entry<Integer, List<@Nullable HistoryPoint>> one : history.devices().entrySet()) {
            devices.add(columns(one.getKey(), one.getValue()));
        }
        return new ApiReadings(history.from(), history.step().toSeconds(), devices);
    }

    private static ApiReadings.Columns columns(int index, List<@Nullable HistoryPoint> points) {
        return new ApiReadings.Columns(
                index,
                column(points, HistoryPoint::utilizationPercent),
                column(points, HistoryPoint::utilizationMaxPercent),
                column(points, point -> (int) point.memoryUsedMib()),
                column(points, HistoryPoint::temperatureCelsius),
                column(points, HistoryPoint::powerWatts));
    }

    private static List<@Nullable Integer> column(
            List<@Nullable HistoryPoint> points, Function<HistoryPoint, @Nullable Integer> part) {
        List<@Nullable Integer> column = new ArrayList<>(points.size());
        for (HistoryPoint point : points) {
            column.add(point == null ? null : part.apply(point));
        }
        return column;
    }
}
