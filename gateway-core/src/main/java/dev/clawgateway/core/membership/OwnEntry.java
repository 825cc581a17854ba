package dev.clawgateway.core.membership;

import java.time.Instant;

/**
 * The gateway's own entry among the members, given once and kept for good.
 *
 * @param createdAt when it was given
 */
public record OwnEntry(String id, Instant createdAt) {}
