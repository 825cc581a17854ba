package dev.clawgateway.control.operations.discovery;

import org.jspecify.annotations.Nullable;

/**
 * Who leads, of one moment.
 *
 * @param leader null while none is known
 */
public record KnownLeader(@Nullable SeenMember leader, long version) {}
