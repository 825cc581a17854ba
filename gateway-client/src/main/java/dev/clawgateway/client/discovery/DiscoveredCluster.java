package dev.clawgateway.client.discovery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member knows of its cluster.
 *
 * @param members the active ones but itself, in the order they joined
 * @param leader perhaps the member itself; null while nobody is known to lead
 * @param version of the registry: grows with each member that comes or goes
 */
public record DiscoveredCluster(
        List<DiscoveredMember> members, @Nullable DiscoveredMember leader, long version) {
    /** Before the first answer. */
    static final DiscoveredCluster UNKNOWN = new DiscoveredCluster(List.of(), null, 0);

    public DiscoveredCluster {
        members = List.copyOf(members);
    }

    boolean sameMembers(DiscoveredCluster other) {
        if (members.size() != other.members.size()) {
            return false;
        }
        for (int i = 0; i < members.size(); i++) {
            if (!members.get(i).sameAs(other.members.get(i))) {
                return false;
            }
        }
        return true;
    }

    boolean sameLeader(DiscoveredCluster other) {
        return leader == null ? other.leader == null : leader.sameAs(other.leader);
    }
}
