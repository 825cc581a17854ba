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
 * @param agentVersion null where the agent did not say, since the gateway started
 */
public record NodeDetail(
        ListedNode node,
        List<DeviceUse> devices,
        @Nullable Instant measuredAt,
        @Nullable String agentVersion) {
    public NodeDetail {
        devices = List.copyOf(devices);
    }
}
