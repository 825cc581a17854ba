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
 * @param revision of the command that saved it last; 0 before it was kept
 */
public record MemberRecord(
        String id,
        long place,
        MemberCard card,
        String address,
        boolean disabled,
        Instant createdAt,
        Instant registeredAt,
        @Nullable Instant inactiveSince,
        long revision) {
    /** One that was not saved yet. */
    public MemberRecord(
            String id,
            long place,
            MemberCard card,
            String address,
            boolean disabled,
            Instant createdAt,
            Instant registeredAt,
            @Nullable Instant inactiveSince) {
        this(id, place, card, address, disabled, createdAt, registeredAt, inactiveSince, 0);
    }

    /** As saved by the command of that revision. */
    public MemberRecord at(long saved) {
        return new MemberRecord(
                id, place, card, address, disabled, createdAt, registeredAt, inactiveSince, saved);
    }

    public MemberRecord withDisabled(boolean now) {
        return new MemberRecord(
                id, place, card, address, now, createdAt, registeredAt, inactiveSince, revision);
    }

    /** The same member, silent since then; null where it was heard again. */
    public MemberRecord withInactiveSince(@Nullable Instant since) {
        return new MemberRecord(
                id, place, card, address, disabled, createdAt, registeredAt, since, revision);
    }

    public boolean inactive() {
        return inactiveSince != null;
    }
}
