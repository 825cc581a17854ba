package dev.clawgateway.core.discovery;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A member of the discovery registry, as it is stored. When it was last heard is soft, and kept
 * elsewhere.
 *
 * @param id as it was first registered
 * @param address where others reach it, as it says; never dialled by the gateway
 * @param metadata what it says of itself: the JSON text of each value by its name
 * @param order of joining: the registry's version at that moment
 * @param registeredAt of its last registration
 * @param revision of the command that saved it last; 0 before it was kept
 */
public record DiscoveryMember(
        MemberId id,
        String address,
        int port,
        List<String> capabilities,
        Map<String, String> metadata,
        long order,
        Instant joinedAt,
        Instant registeredAt,
        long revision) {
    public DiscoveryMember {
        capabilities = List.copyOf(capabilities);
        // In the order they came in: Map.copyOf would shuffle them.
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** One that was not saved yet. */
    public DiscoveryMember(
            MemberId id,
            String address,
            int port,
            List<String> capabilities,
            Map<String, String> metadata,
            long order,
            Instant joinedAt,
            Instant registeredAt) {
        this(id, address, port, capabilities, metadata, order, joinedAt, registeredAt, 0);
    }

    /** As saved by the command of that revision. */
    public DiscoveryMember at(long saved) {
        return new DiscoveryMember(
                id, address, port, capabilities, metadata, order, joinedAt, registeredAt, saved);
    }
}
