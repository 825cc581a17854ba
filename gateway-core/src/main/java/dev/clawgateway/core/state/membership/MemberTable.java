package dev.clawgateway.core.state.membership;

import dev.clawgateway.core.membership.MemberCard;
import dev.clawgateway.core.membership.MemberRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members by id, and by the place each says it is reached at. */
final class MemberTable {
    private record Site(String url, String clusterId) {
        static Site of(MemberCard card) {
            return new Site(card.url(), card.clusterId());
        }
    }

    private final Map<String, MemberRecord> byId = new HashMap<>();
    private final Map<Site, Set<String>> bySite = new HashMap<>();
    private long lastPlace;

    @Nullable MemberRecord find(String id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }

    /** The next in the order of joining. */
    long nextPlace() {
        return lastPlace + 1;
    }

    void put(MemberRecord member) {
        remove(member.id());
        byId.put(member.id(), member);
        bySite.computeIfAbsent(Site.of(member.card()), _ -> new LinkedHashSet<>()).add(member.id());
        lastPlace = Math.max(lastPlace, member.place());
    }

    void remove(String id) {
        MemberRecord member = byId.remove(id);
        if (member != null) {
            Site site = Site.of(member.card());
            bySite.computeIfPresent(
                    site,
                    (_, ids) -> {
                        ids.remove(id);
                        return ids.isEmpty() ? null : ids;
                    });
        }
    }

    /** Silent members at the same url of the same cluster, in the order of joining. */
    List<MemberRecord> silentAt(MemberCard card) {
        return bySite.getOrDefault(Site.of(card), Set.of()).stream()
                .map(byId::get)
                .filter(MemberRecord::inactive)
                .sorted(Comparator.comparingLong(MemberRecord::place))
                .toList();
    }

    /** Who has been silent for longest; empty when all are heard. */
    Optional<MemberRecord> longestSilent() {
        return byId.values().stream()
                .filter(MemberRecord::inactive)
                .min(
                        Comparator.comparing(MemberRecord::inactiveSince)
                                .thenComparingLong(MemberRecord::place));
    }
}
