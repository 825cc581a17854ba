package dev.clawgateway.core.state.access;

import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.credential.CredentialRecord;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Credentials by id, and those of nodes by what they are bound to. */
final class CredentialTable {
    private final TreeMap<String, CredentialRecord> byId = new TreeMap<>();
    private final Map<String, Set<String>> idsByNode = new HashMap<>();

    @Nullable CredentialRecord find(String id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }

    void put(CredentialRecord record) {
        byId.put(record.id(), record);
        if (record.credential().holder() instanceof Holder.Node node) {
            idsByNode.computeIfAbsent(node.node(), _ -> new TreeSet<>()).add(record.id());
        }
    }

    void remove(String id) {
        CredentialRecord record = byId.remove(id);
        if (record != null && record.credential().holder() instanceof Holder.Node node) {
            idsByNode.computeIfPresent(
                    node.node(),
                    (_, ids) -> {
                        ids.remove(id);
                        return ids.isEmpty() ? null : ids;
                    });
        }
    }

    /** Those that are bound to just that, the last issued first. */
    List<CredentialRecord> ofNode(String node) {
        return idsByNode.getOrDefault(node, Set.of()).stream()
                .map(byId::get)
                .sorted(
                        Comparator.comparing((CredentialRecord one) -> one.credential().issued())
                                .reversed()
                                .thenComparing(CredentialRecord::id))
                .toList();
    }

    /** In the order of their ids. */
    Collection<CredentialRecord> all() {
        return Collections.unmodifiableCollection(byId.values());
    }
}
