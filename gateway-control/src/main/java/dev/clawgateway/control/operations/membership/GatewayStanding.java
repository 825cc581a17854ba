package dev.clawgateway.control.operations.membership;

import java.time.Instant;

/**
 * The gateway itself.
 *
 * @param serving false in maintenance: nothing new is placed
 * @param changedAt when that changed last; the start where it never did
 * @param startedAt of this process
 */
public record GatewayStanding(
        MemberEntry own, boolean serving, Instant changedAt, Instant startedAt, long upSeconds) {}
