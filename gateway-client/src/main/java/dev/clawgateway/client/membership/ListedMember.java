package dev.clawgateway.client.membership;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member as the gateway lists it.
 *
 * @param capabilities what it said, by name: text, numbers, lists and maps
 * @param metadata the same
 */
public record ListedMember(
        String id,
        String url,
        String clusterId,
        String role,
        String status,
        List<String> tags,
        Map<String, Object> capabilities,
        Map<String, Object> metadata,
        Instant lastSeen,
        Instant createdAt,
        @Nullable String version) {
    public ListedMember {
        tags = List.copyOf(tags);
    }
}
