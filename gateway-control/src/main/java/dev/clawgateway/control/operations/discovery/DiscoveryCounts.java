package dev.clawgateway.control.operations.discovery;

import dev.clawgateway.control.liveness.MassSilence;
import dev.clawgateway.core.discovery.Bootstrap;
import dev.clawgateway.core.discovery.MemberId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The registry in numbers.
 *
 * @param active members that are not suspected
 * @param bootstrapOverdue whether the one told to found the cluster is away, or has taken long
 * @param silence many members that fell silent together; null when there is no such thing
 * @param sharedIds how often an id came back from a place it had left: two processes use it
 * @param expired how many members were removed because they were not heard
 * @param uptime of the gateway
 */
public record DiscoveryCounts(
        int members,
        int active,
        @Nullable MemberId leader,
        long version,
        Bootstrap bootstrap,
        boolean bootstrapOverdue,
        MassSilence.@Nullable Alarm silence,
        long sharedIds,
        long expired,
        Duration uptime) {}
