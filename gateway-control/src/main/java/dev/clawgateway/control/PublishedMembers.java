package dev.clawgateway.control;

import dev.clawgateway.core.cluster.MemberView;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberRegistry;
import dev.clawgateway.core.membership.OwnEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The registry as readers see it. Written by the store thread alone, read by all without a lock.
 */
final class PublishedMembers implements MemberView {
    private final Map<String, MemberRecord> byId = new ConcurrentHashMap<>();
    private volatile @Nullable OwnEntry own;

    PublishedMembers(MemberRegistry registry) {
        own = registry.own();
        registry.members().forEach(member -> byId.put(member.id(), member));
    }

    void apply(MembershipChange change) {
        switch (change) {
            case MembershipChange.GatewayNamed named -> own = named.own();
            case MembershipChange.MemberSaved saved ->
                    byId.put(saved.member().id(), saved.member());
            case MembershipChange.MemberForgotten forgotten -> byId.remove(forgotten.id());
        }
    }

    @Override
    public @Nullable OwnEntry own() {
        return own;
    }

    @Override
    public @Nullable MemberRecord find(String id) {
        return byId.get(id);
    }

    @Override
    public List<MemberRecord> all() {
        return byId.values().stream()
                .sorted(Comparator.comparingLong(MemberRecord::place))
                .toList();
    }

    @Override
    public int size() {
        return byId.size();
    }
}
