package dev.clawgateway.client.discovery;

import org.jspecify.annotations.Nullable;

/**
 * What a member hears. Called one at a time on the client's own thread; while a call lasts no sign
 * of life is sent, so hand over what takes long.
 */
public interface DiscoveryListener {
    /**
     * The member is registered: for the first time, or again with a gateway that had forgotten it.
     * Whom it finds and who leads is said as a change too.
     */
    default void joined(DiscoveredCluster cluster) {}

    /**
     * This member is to found the cluster: nobody was there before it. Said once in a client's
     * life, after {@link #joined}, and again after a restart while no leader was announced.
     * Announce one when the cluster is founded.
     */
    default void bootstrap() {}

    /** A member came, went, or is reached elsewhere. */
    default void membersChanged(DiscoveredCluster cluster) {}

    /** Somebody else leads, or the leader is reached elsewhere; null when nobody leads. */
    default void leaderChanged(@Nullable DiscoveredMember leader) {}

    /**
     * No gateway answers as it should. The member goes on with whom it knows, and the client goes
     * on trying.
     *
     * @param why for people to read
     */
    default void gatewayLost(String why) {}

    /** A gateway answers again. Said before what it tells. */
    default void gatewayBack() {}
}
