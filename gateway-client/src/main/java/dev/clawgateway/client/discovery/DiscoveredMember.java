package dev.clawgateway.client.discovery;

import dev.clawgateway.core.discovery.MemberId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another member, as the gateway tells of it.
 *
 * @param address where it says it is reached
 * @param status the gateway's word: {@code active}; a leader may be {@code suspected} too
 * @param metadata texts by name; what is no text is JSON
 * @param lastSeen by the gateway's clock: for people to read, never to reckon with; null where the
 *     gateway does not say
 * @param joinedAt by the gateway's clock, as {@code lastSeen}
 */
public record DiscoveredMember(
        MemberId id,
        String address,
        int port,
        List<String> capabilities,
        String status,
        Map<String, String> metadata,
        @Nullable Instant lastSeen,
        @Nullable Instant joinedAt) {
    public DiscoveredMember {
        capabilities = List.copyOf(capabilities);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** Whether that is the same member, reached in the same way and saying the same of itself. */
    boolean sameAs(@Nullable DiscoveredMember other) {
        return other != null
                && id.names(other.id)
                && address.equals(other.address)
                && port == other.port
                && capabilities.equals(other.capabilities)
                && metadata.equals(other.metadata);
    }
}
