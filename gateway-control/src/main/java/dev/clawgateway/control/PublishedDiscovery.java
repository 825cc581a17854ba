package dev.clawgateway.control;

import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import java.util.HashMap;
import java.util.Map;

/**
 * The discovery registry as readers see it: whole, at the end of a batch, so that a list of members
 * and its version belong together. Written by the store thread alone.
 */
final class PublishedDiscovery {
    private final Map<String, DiscoveryMember> members = new HashMap<>();
    private DiscoveryStanding standing;
    private boolean changed;
    private volatile DiscoveryRegistry registry;

    PublishedDiscovery(DiscoveryRegistry stored) {
        stored.members().forEach(member -> members.put(member.id().text(), member));
        standing = stored.standing();
        registry = stored;
    }

    void apply(DiscoveryChange change) {
        changed = true;
        switch (change) {
            case DiscoveryChange.MemberSaved(var member) -> members.put(member.id().text(), member);
            case DiscoveryChange.MemberForgotten(var id) -> members.remove(id.text());
            case DiscoveryChange.StandingSaved(var saved) -> standing = saved;
        }
    }

    /** Shows readers what was applied since. */
    void show() {
        if (changed) {
            changed = false;
            registry = new DiscoveryRegistry(members.values(), standing);
        }
    }

    DiscoveryRegistry registry() {
        return registry;
    }
}
