package dev.clawgateway.client.membership;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway stands as a coordinator.
 *
 * @param mode {@code serving} or {@code maintenance}
 * @param nodeTimeout unheard for so long a member is inactive
 * @param cpuPercent null while it is not known
 */
public record CoordinatorStatus(
        String id,
        String url,
        String clusterId,
        String mode,
        Instant startedAt,
        Duration uptime,
        Duration nodeTimeout,
        long memoryUsedBytes,
        long memoryTotalBytes,
        @Nullable Double cpuPercent) {}
