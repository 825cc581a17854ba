package dev.clawgateway.store.memory;

import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberRegistry;
import dev.clawgateway.core.membership.OwnEntry;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The registry of members in memory. */
final class StoredMembers {
    private final NavigableMap<String, MemberRecord> members = new TreeMap<>();
    private @Nullable OwnEntry own;

    void apply(MembershipChange change) {
        switch (change) {
            case MembershipChange.GatewayNamed(var entry) -> own = entry;
            case MembershipChange.MemberSaved(var member) -> members.put(member.id(), member);
            case MembershipChange.MemberForgotten(var id) -> members.remove(id);
        }
    }

    MemberRegistry registry() {
        return new MemberRegistry(own, List.copyOf(members.values()));
    }
}
