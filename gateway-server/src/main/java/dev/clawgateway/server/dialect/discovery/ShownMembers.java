package dev.clawgateway.server.dialect.discovery;

import dev.clawgateway.control.operations.discovery.SeenMember;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.protocol.discovery.DiscoveryStatus;
import dev.clawgateway.protocol.discovery.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Members as the wire shows them. */
final class ShownMembers {
    private ShownMembers() {}

    static List<Member> all(List<SeenMember> members) {
        return members.stream().map(ShownMembers::of).toList();
    }

    static @Nullable Member orNull(@Nullable SeenMember seen) {
        return seen == null ? null : of(seen);
    }

    static Member of(SeenMember seen) {
        DiscoveryMember member = seen.member();
        return new Member(
                member.id(),
                member.address(),
                member.port(),
                member.capabilities(),
                seen.suspected() ? DiscoveryStatus.SUSPECTED : DiscoveryStatus.ACTIVE,
                seen.lastSeen(),
                member.joinedAt(),
                member.metadata());
    }
}
