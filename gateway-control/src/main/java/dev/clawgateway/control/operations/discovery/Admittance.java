package dev.clawgateway.control.operations.discovery;

import org.jspecify.annotations.Nullable;

/**
 * What a member is told when it is registered.
 *
 * @param joined whether it was not a member before
 * @param bootstrap whether it is to found the cluster: said once
 * @param owner whether that is still owed by it, as nobody has posted a leader since
 * @param others the active members but itself
 * @param leader null while none is known
 */
public record Admittance(
        boolean joined,
        boolean bootstrap,
        boolean owner,
        MemberList others,
        @Nullable SeenMember leader) {}
