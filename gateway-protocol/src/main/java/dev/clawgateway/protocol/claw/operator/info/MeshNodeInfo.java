package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.NodeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One mesh node in full.
 *
 * @param publicKey whole
 * @param totalPeers mesh nodes less one
 */
public record MeshNodeInfo(
        NodeId nodeId,
        String name,
        String meshIp,
        String publicKey,
        @Nullable String endpoint,
        boolean isHub,
        long connectedPeers,
        long totalPeers,
        Instant joinedAt) {}
