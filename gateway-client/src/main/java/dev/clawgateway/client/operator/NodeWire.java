package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import dev.clawgateway.protocol.claw.parts.GpuUse;
import dev.clawgateway.protocol.claw.parts.NodeState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes between the wire and the caller, both ways, nothing lost. */
public final class NodeWire {
    private NodeWire() {}

    static NodeDetails view(NodeInfo node) {
        Capabilities capabilities = node.capabilities();
        List<GpuMetrics> metrics = node.gpuMetrics();
        return new NodeDetails(
                node.nodeId(),
                node.name(),
                view(node.state()),
                node.gpuCount(),
                node.totalVramMib(),
                node.runningWorkloads(),
                node.lastHeartbeat(),
                capabilities == null ? null : view(capabilities),
                capabilities == null ? Map.of() : models(capabilities),
                metrics == null ? null : metrics.stream().map(NodeWire::view).toList(),
                node.cordon(),
                view(node.gpuUse()),
                node.avoided(),
                node.unsure(),
                node.maintenance(),
                node.drain());
    }

    /** In the order in which the node names them first. */
    private static Map<String, Long> models(Capabilities capabilities) {
        Map<String, Long> models = new LinkedHashMap<>();
        capabilities.capacity().gpus().forEach(gpu -> models.merge(gpu.model(), 1L, Long::sum));
        return models;
    }

    static NodeInfo info(NodeDetails node) {
        NodeDetails.Profile profile = node.profile();
        List<NodeDetails.Reading> readings = node.readings();
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
                node.avoided(),
                node.unsure(),
                node.maintenance(),
                node.drain());
    }

    public static NodeDetails.State view(NodeState state) {
        return switch (state) {
            case HEALTHY -> NodeDetails.State.HEALTHY;
            case UNHEALTHY -> NodeDetails.State.UNHEALTHY;
            case DRAINING -> NodeDetails.State.DRAINING;
            case OFFLINE -> NodeDetails.State.OFFLINE;
        };
    }

    public static NodeState state(NodeDetails.State state) {
        return switch (state) {
            case HEALTHY -> NodeState.HEALTHY;
            case UNHEALTHY -> NodeState.UNHEALTHY;
            case DRAINING -> NodeState.DRAINING;
            case OFFLINE -> NodeState.OFFLINE;
        };
    }

    private static NodeDetails.Profile view(Capabilities capabilities) {
        return new NodeDetails.Profile(
                capabilities.capacity(),
                capabilities.conditions(),
                capabilities.labels(),
                capabilities.taints());
    }

    private static Capabilities capabilities(NodeDetails.Profile profile) {
        return new Capabilities(
                profile.capacity(), profile.conditions(), profile.labels(), profile.taints());
    }

    private static NodeDetails.Reading view(GpuMetrics metrics) {
        return new NodeDetails.Reading(
                metrics.index(),
                metrics.utilizationPercent(),
                metrics.memoryUsedMib(),
                metrics.memoryTotalMib(),
                metrics.temperatureCelsius(),
                metrics.powerWatts());
    }

    private static GpuMetrics metrics(NodeDetails.Reading reading) {
        return new GpuMetrics(
                reading.gpu(),
                reading.utilizationPercent(),
                reading.memoryUsedMib(),
                reading.memoryTotalMib(),
                reading.temperatureCelsius(),
                reading.powerWatts());
    }

    public static NodeDetails.@Nullable GpuUse view(@Nullable GpuUse use) {
        return use == null
                ? null
                : new NodeDetails.GpuUse(
                        use.allocatedMilli(),
                        use.freeMilli(),
                        use.unavailableMilli(),
                        use.unavailableReason(),
                        use.missing().stream()
                                .map(gone -> new NodeDetails.MissingGpu(gone.index(), gone.uuid()))
                                .toList(),
                        use.unhealthy().stream()
                                .map(ill -> new NodeDetails.UnhealthyGpu(ill.index(), ill.reason()))
                                .toList());
    }

    private static @Nullable GpuUse use(NodeDetails.@Nullable GpuUse use) {
        return use == null
                ? null
                : new GpuUse(
                        use.allocatedMilli(),
                        use.freeMilli(),
                        use.unavailableMilli(),
                        use.unavailableReason(),
                        use.missing().stream()
                                .map(gone -> new GpuUse.Missing(gone.index(), gone.uuid()))
                                .toList(),
                        use.unhealthy().stream()
                                .map(ill -> new GpuUse.Unhealthy(ill.index(), ill.reason()))
                                .toList());
    }
}
