package dev.clawgateway.protocol.discovery;

import dev.clawgateway.core.discovery.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gateway answers to members of the registry. {@link DiscoveryCodec} writes and reads. */
public sealed interface DiscoveryAnswer {
    /**
     * To {@code POST /register}.
     *
     * @param updated whether the member was known already
     * @param bootstrap whether it founds the cluster; said once
     * @param nodes the active members but itself
     * @param nodeTimeout how long a member may be silent; null where a gateway does not say
     * @param heartbeatInterval how often to say that it lives; null where a gateway does not say
     * @param bootstrapOwner whether the founding is still owed by this member: it was told, perhaps
     *     in an answer that was lost, and no leader was posted since
     */
    record Registered(
            MemberId id,
            boolean updated,
            boolean bootstrap,
            long registryVersion,
            List<Member> nodes,
            @Nullable Member leader,
            @Nullable Duration nodeTimeout,
            @Nullable Duration heartbeatInterval,
            boolean bootstrapOwner)
            implements DiscoveryAnswer {
        public Registered {
            nodes = List.copyOf(nodes);
        }
    }

    /** To {@code GET /nodes}: the active members but the one that asks. */
    record Nodes(List<Member> nodes, long registryVersion) implements DiscoveryAnswer {
        public Nodes {
            nodes = List.copyOf(nodes);
        }
    }

    /** To {@code GET /leader}. */
    record Leader(Member leader, long registryVersion) implements DiscoveryAnswer {}

    /** To {@code GET /leader} while none is known. */
    record NoLeader(String message) implements DiscoveryAnswer {}

    /** To {@code POST /leader}. */
    record LeaderUpdated(MemberId leaderId) implements DiscoveryAnswer {}

    /** To {@code POST /leader} with an id that is not registered. */
    record LeaderRefused(String message) implements DiscoveryAnswer {}

    /**
     * To {@code POST /heartbeat}.
     *
     * @param leaderId null while no leader is known, and where a gateway does not say
     */
    record Acknowledged(long registryVersion, @Nullable MemberId leaderId)
            implements DiscoveryAnswer {}

    /** To {@code POST /heartbeat} of somebody who is no member. */
    record NotFound() implements DiscoveryAnswer {}

    /**
     * To {@code POST /remove}.
     *
     * @param removed false when it was no member
     */
    record Removed(MemberId id, boolean removed) implements DiscoveryAnswer {}

    /**
     * To {@code GET /stats}.
     *
     * @param bootstrapOwner who was told to found the cluster; null while nobody was
     * @param bootstrapPending whether somebody was, and no leader was posted since
     * @param warnings what is wrong, in words
     * @param uptime of the gateway
     */
    record Stats(
            int totalNodes,
            int activeNodes,
            @Nullable MemberId leaderId,
            long registryVersion,
            boolean bootstrapInitiated,
            Duration uptime,
            @Nullable MemberId bootstrapOwner,
            boolean bootstrapPending,
            List<String> warnings)
            implements DiscoveryAnswer {
        public Stats {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * To {@code POST /api/v1/members/discovery/reset}.
     *
     * @param removedMembers how many were in the registry
     */
    record WasReset(int removedMembers, long registryVersion) implements DiscoveryAnswer {}

    /** To anything that went wrong. */
    record Failure(String error, int statusCode, Instant timestamp) implements DiscoveryAnswer {}
}
