package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of a node's readings mean something. */
final class GpuReadings {
    private GpuReadings() {}

    /** Those of devices the node has, the first of each. */
    static List<GpuMetrics> ofDevices(
            List<GpuMetrics> readings, NodeMessage.@Nullable Register node) {
        if (node == null) {
            return List.of();
        }
        Set<Integer> unread = new HashSet<>();
        for (Gpu gpu : node.capabilities().capacity().gpus()) {
            unread.add(gpu.index());
        }
        return readings.stream().filter(one -> unread.remove(one.index())).toList();
    }
}
