package dev.clawgateway.control.operations.membership;

import dev.clawgateway.core.membership.Attributes;
import dev.clawgateway.core.membership.MemberStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a heartbeat says, merged over what the member said before.
 *
 * @param status how the member finds itself; null when it does not say
 */
public record MemberBeat(
        @Nullable MemberStatus status, Attributes metadata, Attributes capabilities) {}
