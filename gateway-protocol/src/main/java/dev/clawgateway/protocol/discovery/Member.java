package dev.clawgateway.protocol.discovery;

import dev.clawgateway.core.discovery.MemberId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member of the registry, as it is shown.
 *
 * @param lastSeen by the gateway's clock; null where a gateway does not say
 * @param joinedAt by the gateway's clock; null where a gateway does not say
 * @param metadata the JSON text of each value by its name, in the order it came
 */
public record Member(
        MemberId id,
        String address,
        int port,
        List<String> capabilities,
        DiscoveryStatus status,
        @Nullable Instant lastSeen,
        @Nullable Instant joinedAt,
        Map<String, String> metadata) {
    public Member {
        capabilities = List.copyOf(capabilities);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
