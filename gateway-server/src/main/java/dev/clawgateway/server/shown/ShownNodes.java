package dev.clawgateway.server.shown;

import dev.clawgateway.control.operations.lists.ListedNode.Standing;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.record.NodeDevices;
import dev.clawgateway.protocol.claw.parts.GpuUse;
import dev.clawgateway.protocol.claw.parts.NodeState;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of nodes in the same words wherever it is told. */
public final class ShownNodes {
    private ShownNodes() {}

    public static NodeState state(Standing standing) {
        return switch (standing) {
            case HEALTHY -> NodeState.HEALTHY;
            case DEGRADED -> NodeState.UNHEALTHY;
            case DRAINING -> NodeState.DRAINING;
            case DISCONNECTED -> NodeState.OFFLINE;
        };
    }

    public static Standing standing(NodeState state) {
        return switch (state) {
            case HEALTHY -> Standing.HEALTHY;
            case UNHEALTHY -> Standing.DEGRADED;
            case DRAINING -> Standing.DRAINING;
            case OFFLINE -> Standing.DISCONNECTED;
        };
    }

    /** What becomes of a node's GPUs. */
    public static GpuUse use(NodeDevices devices) {
        return new GpuUse(
                devices.heldMilli(),
                devices.freeMilli(),
                devices.unavailableMilli(),
                unavailable(devices),
                devices.missing().stream()
                        .map(gone -> new GpuUse.Missing(gone.index(), gone.uuid()))
                        .toList(),
                devices.unfit().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one -> new GpuUse.Unhealthy(one.getKey(), one.getValue()))
                        .toList());
    }

    private static @Nullable String unavailable(NodeDevices devices) {
        if (devices.availability() != Availability.OPEN) {
            return devices.availability().name().toLowerCase(Locale.ROOT);
        }
        return devices.unavailableMilli() > 0 ? "unhealthy" : null;
    }
}
