package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.record.NodeDevices;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.info.NodeConditionInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeLabelInfo;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import dev.clawgateway.protocol.claw.parts.GpuUse;
import dev.clawgateway.protocol.claw.parts.NodeState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Nodes as operators see them. */
final class NodeInfos {
    private NodeInfos() {}

    static NodeInfo of(ListedNode node, boolean withCapabilities) {
        NodeRecord record = node.record();
        Instant heartbeat = node.lastHeartbeat();
        Avoided avoided = node.avoided();
        return new NodeInfo(
                record.id(),
                AsciiName.of(record.name()),
                state(node.standing()),
                record.capacity().gpus().size(),
                record.capacity().gpuMemoryMib(),
                node.workloads(),
                heartbeat == null ? record.registeredAt() : heartbeat,
                withCapabilities ? capabilities(record) : null,
                node.readings().isEmpty() ? null : metrics(node.readings()),
                record.cordon(),
                gpuUse(node.devices()),
                avoided == null ? null : avoided.text(),
                node.unsure(),
                node.window(),
                node.drain());
    }

    private static NodeState state(ListedNode.Standing standing) {
        return switch (standing) {
            case HEALTHY -> NodeState.HEALTHY;
            case DEGRADED -> NodeState.UNHEALTHY;
            case DRAINING -> NodeState.DRAINING;
            case DISCONNECTED -> NodeState.OFFLINE;
        };
    }

    static ListedNode.Standing standing(NodeState state) {
        return switch (state) {
            case HEALTHY -> ListedNode.Standing.HEALTHY;
            case UNHEALTHY -> ListedNode.Standing.DEGRADED;
            case DRAINING -> ListedNode.Standing.DRAINING;
            case OFFLINE -> ListedNode.Standing.DISCONNECTED;
        };
    }

    static CliReply conditions(ListedNode node) {
        List<NodeConditionInfo> conditions =
                node.record().conditions().values().stream()
                        .map(condition ->
                                new NodeConditionInfo(
                                        condition.type(),
                                        condition.status() == ConditionStatus.TRUE,
                                        condition.reason(),
                                        condition.lastProbe()))
                        .toList();
        List<NodeLabelInfo> labels =
                node.record().labels().entrySet().stream()
                        .map(label -> new NodeLabelInfo(label.getKey(), label.getValue()))
                        .toList();
        return new CliReply.NodeConditions(node.record().id(), conditions, labels);
    }

    private static GpuUse gpuUse(NodeDevices devices) {
        boolean open = devices.availability() == Availability.OPEN;
        return new GpuUse(
                devices.heldMilli(),
                devices.freeMilli(),
                devices.unavailableMilli(),
                open ? ill(devices) : devices.availability().name().toLowerCase(Locale.ROOT),
                devices.missing().stream()
                        .map(grant -> new GpuUse.Missing(grant.index(), grant.uuid()))
                        .toList(),
                devices.unfit().entrySet().stream()
                        .map(one -> new GpuUse.Unhealthy(one.getKey(), one.getValue()))
                        .sorted(Comparator.comparingInt(GpuUse.Unhealthy::index))
                        .toList());
    }

    private static @Nullable String ill(NodeDevices devices) {
        return devices.unavailableMilli() > 0 ? "unhealthy" : null;
    }

    private static Capabilities capabilities(NodeRecord node) {
        return new Capabilities(
                node.capacity(),
                List.copyOf(node.conditions().values()),
                node.labels(),
                node.taints());
    }

    private static List<GpuMetrics> metrics(List<GpuReading> readings) {
        return readings.stream()
                .map(gpu ->
                        new GpuMetrics(
                                gpu.index(),
                                gpu.utilizationPercent(),
                                gpu.memoryUsedMib(),
                                gpu.memoryTotalMib(),
                                gpu.temperatureCelsius(),
                                gpu.powerWatts()))
                .toList();
    }
}
