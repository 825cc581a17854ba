package dev.clawgateway.control.operations.discovery;

import dev.clawgateway.core.discovery.DiscoveryMember;
import java.time.Instant;

/**
 * A member with what is known of it only now.
 *
 * @param suspected whether it was not heard for a while
 * @param lastSeen its last sign of life that is known; after a restart its last registration
 */
public record SeenMember(DiscoveryMember member, boolean suspected, Instant lastSeen) {}
