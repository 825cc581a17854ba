package dev.clawgateway.control.mesh;

import dev.clawgateway.core.NodeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node in the mesh.
 *
 * @param session the session it joined on
 * @param endpoint {@code ip:port}; null when it cannot be reached from outside
 * @param readyAt when it last reported its interface up; null before
 * @param connectedPeers peers it has configured, as it last reported
 */
public record MeshMember(
        NodeId node,
        long session,
        String name,
        String publicKey,
        @Nullable String endpoint,
        String meshIp,
        Instant joinedAt,
        @Nullable Instant readyAt,
        long connectedPeers) {
    /** The same once its interface is up. */
    public MeshMember ready(Instant when, long peers) {
        return new MeshMember(
                node, session, name, publicKey, endpoint, meshIp, joinedAt, when, peers);
    }
}
