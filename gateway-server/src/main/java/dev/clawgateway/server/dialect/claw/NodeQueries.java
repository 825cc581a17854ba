package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.control.readings.NodeSignals;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.record.NodeDevices;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.Page;
import dev.clawgateway.protocol.claw.operator.info.GpuUse;
import dev.clawgateway.protocol.claw.operator.info.NodeConditionInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeLabelInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeState;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import dev.clawgateway.server.dialect.claw.ListKey.OfNode;
import dev.clawgateway.server.dialect.claw.ListPart.Form;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers about nodes, from what is durable and the latest signals. */
final class NodeQueries {
    private final ClusterView view;
    private final Telemetry telemetry;

    NodeQueries(ClusterView view, Telemetry telemetry) {
        this.view = view;
        this.telemetry = telemetry;
    }

    CliReply list(CliRequest.ListNodes request) {
        String after = request.page().after();
        OfNode from = after == null ? null : OfNode.read(after).orElse(null);
        if (after != null && from == null) {
            return Refusals.notACursor(after, request.type());
        }
        List<NodeRecord> wanted =
                view.nodes().stream()
                        .filter(node ->
                                request.stateFilter() == null
                                        || state(node) == request.stateFilter())
                        .filter(node -> matches(node, request.match()))
                        .toList();
        Form<NodeRecord, OfNode, NodeInfo> form =
                new Form<>(
                        OfNode::of,
                        node -> info(node, request.includeCapabilities()),
                        ClawCodec::size);
        ListPart<NodeInfo, OfNode> part = ListPart.page(wanted, request.page(), from, form);
        boolean paged = !request.page().equals(Page.NONE);
        OfNode next = paged ? part.next() : null;
        return new CliReply.Nodes(part.entries(), part.total(), next == null ? null : next.text());
    }

    private static boolean matches(NodeRecord node, @Nullable String text) {
        return text == null
                || AsciiName.of(node.name()).equals(text)
                || node.name().equals(text)
                || node.id().toString().startsWith(text.toLowerCase(Locale.ROOT));
    }

    CliReply get(CliRequest.GetNode request) {
        NodeRecord node = view.node(request.nodeId());
        return node == null
                ? Refusals.unknownNode(request.nodeId(), request.type())
                : new CliReply.Node(info(node, true));
    }

    CliReply conditions(CliRequest.GetNodeConditions request) {
        NodeRecord node = view.node(request.nodeId());
        if (node == null) {
            return Refusals.unknownNode(request.nodeId(), request.type());
        }
        List<NodeConditionInfo> conditions =
                node.conditions().values().stream()
                        .map(condition ->
                                new NodeConditionInfo(
                                        condition.type(),
                                        condition.status() == ConditionStatus.TRUE,
                                        condition.reason(),
                                        condition.lastProbe()))
                        .toList();
        List<NodeLabelInfo> labels =
                node.labels().entrySet().stream()
                        .map(label -> new NodeLabelInfo(label.getKey(), label.getValue()))
                        .toList();
        return new CliReply.NodeConditions(node.id(), conditions, labels);
    }

    /** With a session open draining wins; without one the node is offline whatever else it is. */
    private NodeState state(NodeRecord node) {
        NodeStatus status = view.status(node.id());
        if (status == NodeStatus.DISCONNECTED) {
            return NodeState.OFFLINE;
        } else if (node.draining()) {
            return NodeState.DRAINING;
        }
        return status == NodeStatus.DEGRADED ? NodeState.UNHEALTHY : NodeState.HEALTHY;
    }

    private NodeInfo info(NodeRecord node, boolean withCapabilities) {
        NodeSignals signals = telemetry.find(node.id());
        Instant heartbeat = signals == null ? null : signals.lastHeartbeat();
        Avoided avoided = view.avoided(node.id());
        return new NodeInfo(
                node.id(),
                AsciiName.of(node.name()),
                state(node),
                node.capacity().gpus().size(),
                node.capacity().gpuMemoryMib(),
                view.workloadsOn(node.id()),
                heartbeat == null ? node.registeredAt() : heartbeat,
                withCapabilities ? capabilities(node) : null,
                signals == null || signals.readings().isEmpty() ? null : metrics(signals),
                node.cordon(),
                gpuUse(view.devices(node)),
                avoided == null ? null : avoided.text());
    }

    private static GpuUse gpuUse(NodeDevices devices) {
        boolean open = devices.availability() == Availability.OPEN;
        return new GpuUse(
                devices.heldMilli(),
                devices.freeMilli(),
                devices.unavailableMilli(),
                open ? null : devices.availability().name().toLowerCase(Locale.ROOT),
                devices.missing().stream()
                        .map(grant -> new GpuUse.Missing(grant.index(), grant.uuid()))
                        .toList());
    }

    private static Capabilities capabilities(NodeRecord node) {
        return new Capabilities(
                node.capacity(),
                List.copyOf(node.conditions().values()),
                node.labels(),
                node.taints());
    }

    private static List<GpuMetrics> metrics(NodeSignals signals) {
        return signals.readings().stream()
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
