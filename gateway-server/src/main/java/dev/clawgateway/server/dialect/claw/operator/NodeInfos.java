package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.info.NodeConditionInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeLabelInfo;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import dev.clawgateway.server.shown.ShownNodes;
import java.time.Instant;
import java.util.List;

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
                ShownNodes.state(node.standing()),
                record.capacity().gpus().size(),
                record.capacity().gpuMemoryMib(),
                node.workloads(),
                heartbeat == null ? record.registeredAt() : heartbeat,
                withCapabilities ? capabilities(record) : null,
                node.readings().isEmpty() ? null : metrics(node.readings()),
                record.cordon(),
                ShownNodes.use(node.devices()),
                avoided == null ? null : avoided.text(),
                node.unsure(),
                node.window(),
                node.drain());
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
