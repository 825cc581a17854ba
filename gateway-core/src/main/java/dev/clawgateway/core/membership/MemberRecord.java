package dev.clawgateway.core.membership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a member. When it was last heard, and what it says between registrations, is soft
 * state and not here.
 *
 * @param id as it named itself
 * @param place in the order of joining
 * @param address it registered from, numeric; empty where there was none
 * @param disabled whether an operator took it out of service; survives registrations
 * @param createdAt its first registration
 * @param registeredAt its latest one
 * @param inactiveSince when it was held to be silent for too long; null while it is not
 */
public record MemberRecord(
        String id,
        long place,
        MemberCard card,
        String address,
        boolean disabled,
        Instant createdAt,
        Instant registeredAt,
        @Nullable Instant inactiveSince) {
    public MemberRecord withDisabled(boolean now) {
        return new MemberRecord(
                id, place, card, address, now, createdAt, registeredAt, inactiveSince);
    }

    /** The same member, silent since then; null where it was heard again. */
    public MemberRecord withInactiveSince(@Nullable Instant since) {
        return new MemberRecord(id, place, card, address, disabled, createdAt, registeredAt, since);
    }

    public boolean inactive() {
        return inactiveSince != null;
    }
}
