package dev.clawgateway.control.operations.fleet;

import dev.clawgateway.control.operations.lists.ListedNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node, and what becomes of each of its devices.
 *
 * @param devices in the node's own order
 * @param measuredAt when the readings came; null when none did
 */
public record NodeDetail(ListedNode node, List<DeviceUse> devices, @Nullable Instant measuredAt) {
    public NodeDetail {
        devices = List.copyOf(devices);
    }
}
