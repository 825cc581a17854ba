package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.NodeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mesh peer in a list.
 *
 * @param publicKey its first 12 characters and {@code ...} when longer
 */
public record MeshPeerInfo(
        NodeId nodeId,
        String name,
        String meshIp,
        String publicKey,
        @Nullable String endpoint,
        MeshConnectionState state,
        @Nullable Instant lastHandshake,
        long rxBytes,
        long txBytes) {}
