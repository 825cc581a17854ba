package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.NodeView;
import dev.clawgateway.protocol.claw.operator.info.GpuUse;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeState;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes between the wire and the caller, both ways, nothing lost. */
final class NodeWire {
    private NodeWire() {}

    static NodeView view(NodeInfo node) {
        Capabilities capabilities = node.capabilities();
        List<GpuMetrics> metrics = node.gpuMetrics();
        return new NodeView(
                node.nodeId(),
                node.name(),
                view(node.state()),
                node.gpuCount(),
                node.totalVramMib(),
                node.runningWorkloads(),
                node.lastHeartbeat(),
                capabilities == null ? null : view(capabilities),
                metrics == null ? null : metrics.stream().map(NodeWire::view).toList(),
                node.cordon(),
                view(node.gpuUse()),
                node.avoided());
    }

    static NodeInfo info(NodeView node) {
        NodeView.Profile profile = node.profile();
        List<NodeView.Reading> readings = node.readings();
        return new NodeInfo(
                node.id(),
                node.name(),
                state(node.state()),
                node.gpus(),
                node.gpuMemoryMib(),
                node.runningWorkloads(),
                node.lastHeard(),
                profile == null ? null : capabilities(profile),
                readings == null ? null : readings.stream().map(NodeWire::metrics).toList(),
                node.cordon(),
                use(node.gpuUse()),
                node.avoided());
    }

    private static NodeView.State view(NodeState state) {
        return switch (state) {
            case HEALTHY -> NodeView.State.HEALTHY;
            case UNHEALTHY -> NodeView.State.UNHEALTHY;
            case DRAINING -> NodeView.State.DRAINING;
            case OFFLINE -> NodeView.State.OFFLINE;
        };
    }

    static NodeState state(NodeView.State state) {
        return switch (state) {
            case HEALTHY -> NodeState.HEALTHY;
            case UNHEALTHY -> NodeState.UNHEALTHY;
            case DRAINING -> NodeState.DRAINING;
            case OFFLINE -> NodeState.OFFLINE;
        };
    }

    private static NodeView.Profile view(Capabilities capabilities) {
        return new NodeView.Profile(
                capabilities.capacity(),
                capabilities.conditions(),
                capabilities.labels(),
                capabilities.taints());
    }

    private static Capabilities capabilities(NodeView.Profile profile) {
        return new Capabilities(
                profile.capacity(), profile.conditions(), profile.labels(), profile.taints());
    }

    private static NodeView.Reading view(GpuMetrics metrics) {
        return new NodeView.Reading(
                metrics.index(),
                metrics.utilizationPercent(),
                metrics.memoryUsedMib(),
                metrics.memoryTotalMib(),
                metrics.temperatureCelsius(),
                metrics.powerWatts());
    }

    private static GpuMetrics metrics(NodeView.Reading reading) {
        return new GpuMetrics(
                reading.gpu(),
                reading.utilizationPercent(),
                reading.memoryUsedMib(),
                reading.memoryTotalMib(),
                reading.temperatureCelsius(),
                reading.powerWatts());
    }

    private static NodeView.@Nullable GpuUse view(@Nullable GpuUse use) {
        return use == null
                ? null
                : new NodeView.GpuUse(
                        use.allocatedMilli(),
                        use.freeMilli(),
                        use.unavailableMilli(),
                        use.unavailableReason(),
                        use.missing().stream()
                                .map(gone -> new NodeView.MissingGpu(gone.index(), gone.uuid()))
                                .toList());
    }

    private static @Nullable GpuUse use(NodeView.@Nullable GpuUse use) {
        return use == null
                ? null
                : new GpuUse(
                        use.allocatedMilli(),
                        use.freeMilli(),
                        use.unavailableMilli(),
                        use.unavailableReason(),
                        use.missing().stream()
                                .map(gone -> new GpuUse.Missing(gone.index(), gone.uuid()))
                                .toList());
    }
}
