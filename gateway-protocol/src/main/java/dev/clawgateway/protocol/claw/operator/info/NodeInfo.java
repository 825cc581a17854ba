package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.record.Cordon;
import dev.clawgateway.core.record.DrainProgress;
import dev.clawgateway.core.record.NodeWindow;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import dev.clawgateway.protocol.claw.parts.GpuUse;
import dev.clawgateway.protocol.claw.parts.NodeState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as operators see it.
 *
 * @param totalVramMib over its GPUs
 * @param capabilities null where they were not asked for
 * @param gpuMetrics the last readings; null when there are none
 * @param cordon null while the node is not cordoned. Our extension
 * @param gpuUse null where a gateway does not say
 * @param avoided why it is left alone for a while, in words; null while it is not. Our extension
 * @param unsure it is silent as many others are, so that nobody knows which side is at fault. Our
 *     extension
 * @param maintenance the window that is on or comes next; null for none. Our extension
 * @param drain how far its drain is; null while it is not drained. Our extension
 */
public record NodeInfo(
        NodeId nodeId,
        String name,
        NodeState state,
        long gpuCount,
        long totalVramMib,
        long runningWorkloads,
        @Nullable Instant lastHeartbeat,
        @Nullable Capabilities capabilities,
        @Nullable List<GpuMetrics> gpuMetrics,
        @Nullable Cordon cordon,
        @Nullable GpuUse gpuUse,
        @Nullable String avoided,
        boolean unsure,
        @Nullable NodeWindow maintenance,
        @Nullable DrainProgress drain) {
    /** Of a node that is not drained. */
    public NodeInfo(
            NodeId nodeId,
            String name,
            NodeState state,
            long gpuCount,
            long totalVramMib,
            long runningWorkloads,
            @Nullable Instant lastHeartbeat,
            @Nullable Capabilities capabilities,
            @Nullable List<GpuMetrics> gpuMetrics,
            @Nullable Cordon cordon,
            @Nullable GpuUse gpuUse,
            @Nullable String avoided,
            boolean unsure,
            @Nullable NodeWindow maintenance) {
        this(
                nodeId,
                name,
                state,
                gpuCount,
                totalVramMib,
                runningWorkloads,
                lastHeartbeat,
                capabilities,
                gpuMetrics,
                cordon,
                gpuUse,
                avoided,
                unsure,
                maintenance,
                null);
    }

    public NodeInfo {
        gpuMetrics = gpuMetrics == null ? null : List.copyOf(gpuMetrics);
    }
}
