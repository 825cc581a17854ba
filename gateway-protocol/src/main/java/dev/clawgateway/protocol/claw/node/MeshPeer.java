package dev.clawgateway.protocol.claw.node;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One WireGuard peer as a node is to configure it.
 *
 * @param endpoint {@code ip:port}; null when it cannot be reached from outside
 * @param keepaliveSecs 25 by default
 */
public record MeshPeer(
        String publicKey,
        String meshIp,
        @Nullable String endpoint,
        @Nullable Integer keepaliveSecs,
        List<String> allowedIps) {
    public MeshPeer {
        allowedIps = List.copyOf(allowedIps);
    }
}
