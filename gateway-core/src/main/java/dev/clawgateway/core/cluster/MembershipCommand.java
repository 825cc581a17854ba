package dev.clawgateway.core.cluster;

import dev.clawgateway.core.membership.MemberCard;
import java.time.Instant;

/** A wish about the registry of members. */
public sealed interface MembershipCommand extends Command.OfRegistry<Outcome.Changed> {
    /** Gives the gateway its own entry; ignored when it has one. */
    record NameGateway(String id) implements MembershipCommand {}

    /** A member registers, or does so again; its address is the caller's. */
    record RegisterMember(String id, MemberCard card) implements MembershipCommand {}

    /**
     * A member was not heard for too long.
     *
     * @param registeredAt of the registration it was judged by; ignored when there was a later one
     */
    record SilenceMember(String id, Instant registeredAt) implements MembershipCommand {}

    /** A member that was held to be silent was heard. */
    record HearMember(String id) implements MembershipCommand {}

    /** An operator takes a member out of service, or gives it back. */
    record SetMemberDisabled(String id, boolean disabled) implements MembershipCommand {}

    record RemoveMember(String id) implements MembershipCommand {}

    /**
     * A member was silent for so long that it is remembered no more.
     *
     * @param inactiveSince as it was judged by; ignored when it was heard since
     */
    record ForgetMember(String id, Instant inactiveSince) implements MembershipCommand {}
}
