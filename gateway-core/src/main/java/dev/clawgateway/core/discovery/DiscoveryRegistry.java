package dev.clawgateway.core.discovery;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The whole registry at one moment. Immutable. */
public final class DiscoveryRegistry {
    public static final DiscoveryRegistry EMPTY =
            new DiscoveryRegistry(List.of(), DiscoveryStanding.INITIAL);

    private final List<DiscoveryMember> members;
    private final Map<String, DiscoveryMember> byId;
    private final DiscoveryStanding standing;

    /** Of members in any order. */
    public DiscoveryRegistry(Collection<DiscoveryMember> members, DiscoveryStanding standing) {
        this.members =
                members.stream()
                        .sorted(
                                Comparator.comparingLong(DiscoveryMember::order)
                                        .thenComparing(member -> member.id().text()))
                        .toList();
        this.standing = standing;
        byId = LinkedHashMap.newLinkedHashMap(members.size());
        this.members.forEach(member -> byId.put(member.id().text(), member));
    }

    /** In the order they joined. */
    public List<DiscoveryMember> members() {
        return members;
    }

    public DiscoveryStanding standing() {
        return standing;
    }

    /** Null when no member has that id. */
    public @Nullable DiscoveryMember member(MemberId id) {
        return byId.get(id.text());
    }

    /** Null while no leader is known. */
    public @Nullable DiscoveryMember leader() {
        MemberId leader = standing.leader();
        return leader == null ? null : member(leader);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DiscoveryRegistry that
                && members.equals(that.members)
                && standing.equals(that.standing);
    }

    @Override
    public int hashCode() {
        return Objects.hash(members, standing);
    }

    @Override
    public String toString() {
        return "DiscoveryRegistry[members=" + members + ", standing=" + standing + "]";
    }
}
