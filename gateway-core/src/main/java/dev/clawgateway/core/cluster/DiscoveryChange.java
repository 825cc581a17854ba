package dev.clawgateway.core.cluster;

import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.discovery.MemberId;

/** What a command changed of the discovery registry. */
public sealed interface DiscoveryChange extends Change.OfRegistry {
    record MemberSaved(DiscoveryMember member) implements DiscoveryChange, Change.Revised {
        @Override
        public long revision() {
            return member.revision();
        }
    }

    record MemberForgotten(MemberId member) implements DiscoveryChange, Change.Plain {}

    /** Takes the place of the one before. */
    record StandingSaved(DiscoveryStanding standing) implements DiscoveryChange, Change.Plain {}
}
