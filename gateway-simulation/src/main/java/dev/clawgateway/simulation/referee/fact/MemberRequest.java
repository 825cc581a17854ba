package dev.clawgateway.simulation.referee.fact;

import org.jspecify.annotations.Nullable;

/** What is asked of a registry of members. Ids are in the decimal text by which they are one. */
public sealed interface MemberRequest {
    /** Of the discovery registry. */
    sealed interface OfDiscovery extends MemberRequest {}

    /**
     * Of the discovery registry.
     *
     * @param rejoin it says that it is in a cluster already
     */
    record Join(String id, String address, int port, boolean rejoin) implements OfDiscovery {}

    record Beat(String id) implements OfDiscovery {}

    record Leave(String id) implements OfDiscovery {}

    record PostLeader(String id) implements OfDiscovery {}

    /**
     * Asks for active members.
     *
     * @param as who asks, and is left out; null for nobody
     */
    record AskNodes(@Nullable String as) implements OfDiscovery {}

    record AskLeader() implements OfDiscovery {}

    record AskStats() implements OfDiscovery {}

    record Reset() implements OfDiscovery {}

    /** Of the membership registry. */
    sealed interface OfMembership extends MemberRequest {}

    /**
     * Registers in the membership registry.
     *
     * @param id null lets the gateway make one
     */
    record Enter(@Nullable String id, String url, String cluster) implements OfMembership {}

    record Pulse(String id) implements OfMembership {}

    record Enable(String id) implements OfMembership {}

    record Disable(String id) implements OfMembership {}

    record Delete(String id) implements OfMembership {}

    record AskMember(String id) implements OfMembership {}

    /** All, with no filter. */
    record AskMembers() implements OfMembership {}

    /** Begins or ends maintenance. */
    record Serve(boolean serving) implements OfMembership {}

    /** Anything else that is only looked at, such as {@code /metrics} or {@code /health}. */
    record Look(String path) implements MemberRequest {}
}
