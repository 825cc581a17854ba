package dev.clawgateway.core.cluster;

import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.OwnEntry;

/** What a command changed in the registry of members; all of it is kept. */
public sealed interface MembershipChange extends Change.OfRegistry {
    record GatewayNamed(OwnEntry own) implements MembershipChange, Change.Plain {}

    record MemberSaved(MemberRecord member) implements MembershipChange, Change.Revised {
        @Override
        public long revision() {
            return member.revision();
        }
    }

    record MemberForgotten(String id) implements MembershipChange, Change.Plain {}
}
