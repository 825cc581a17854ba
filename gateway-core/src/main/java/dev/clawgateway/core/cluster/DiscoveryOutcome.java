package dev.clawgateway.core.cluster;

import dev.clawgateway.core.discovery.MemberId;

/** What a command about the discovery registry came to. */
public sealed interface DiscoveryOutcome extends Outcome.OfRegistry {
    /**
     * The member is registered.
     *
     * @param joined whether it was not a member before
     * @param bootstrap whether this is the one registration that founds the cluster
     * @param owner whether it is the member told to do so, now or before, and no leader was posted
     *     since
     */
    record Registered(boolean joined, boolean bootstrap, boolean owner)
            implements DiscoveryOutcome {}

    /** Of a wish about a member. */
    sealed interface OfMember extends DiscoveryOutcome permits Settled, NotRegistered {}

    /** It is so now, or was so already. */
    record Settled() implements OfMember, Outcome.Kept {}

    /** There is no such member; nothing was changed. */
    record NotRegistered(MemberId member) implements OfMember, Outcome.Kept {}

    /**
     * The registry starts over.
     *
     * @param members that were in it
     */
    record WasReset(int members) implements DiscoveryOutcome, Outcome.Kept {}
}
