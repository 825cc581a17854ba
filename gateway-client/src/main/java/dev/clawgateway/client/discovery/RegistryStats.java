package dev.clawgateway.client.discovery;

import dev.clawgateway.core.discovery.MemberId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the registry is.
 *
 * @param active members that were heard of late
 * @param leader null while nobody is known to lead
 * @param version grows with each member that comes or goes
 * @param bootstrapGiven whether somebody was told to found the cluster, or found one
 * @param bootstrapOwner who was told so; null where nobody was
 * @param bootstrapPending whether that one has not led yet
 * @param uptime of the gateway
 * @param warnings what is wrong, for people
 */
public record RegistryStats(
        int members,
        int active,
        @Nullable MemberId leader,
        long version,
        boolean bootstrapGiven,
        @Nullable MemberId bootstrapOwner,
        boolean bootstrapPending,
        Duration uptime,
        List<String> warnings) {
    public RegistryStats {
        warnings = List.copyOf(warnings);
    }
}
