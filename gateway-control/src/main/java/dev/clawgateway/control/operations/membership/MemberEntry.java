package dev.clawgateway.control.operations.membership;

import dev.clawgateway.core.membership.MemberCard;
import dev.clawgateway.core.membership.MemberStatus;
import java.time.Instant;

/**
 * One line of the list: a member, the gateway itself, or a node.
 *
 * @param card with what it said since it registered over it
 * @param lastSeen its last sign of life
 */
public record MemberEntry(
        String id, MemberCard card, MemberStatus status, Instant lastSeen, Instant createdAt) {}
