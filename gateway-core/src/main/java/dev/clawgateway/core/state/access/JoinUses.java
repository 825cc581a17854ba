package dev.clawgateway.core.state.access;

import dev.clawgateway.core.credential.JoinUse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who has joined by what. */
final class JoinUses {
    private final TreeMap<String, TreeMap<String, JoinUse>> byJoin = new TreeMap<>();
    private int size;

    @Nullable JoinUse of(String join, String agentKey) {
        TreeMap<String, JoinUse> uses = byJoin.get(join);
        return uses == null ? null : uses.get(agentKey);
    }

    int count(String join) {
        TreeMap<String, JoinUse> uses = byJoin.get(join);
        return uses == null ? 0 : uses.size();
    }

    void put(JoinUse use) {
        JoinUse before =
                byJoin.computeIfAbsent(use.join(), _ -> new TreeMap<>()).put(use.agentKey(), use);
        size += before == null ? 1 : 0;
    }

    void remove(JoinUse use) {
        byJoin.computeIfPresent(
                use.join(),
                (_, uses) -> {
                    size -= uses.remove(use.agentKey()) == null ? 0 : 1;
                    return uses.isEmpty() ? null : uses;
                });
    }

    int size() {
        return size;
    }

    /** In an order that is always the same. */
    List<JoinUse> all() {
        return byJoin.values().stream().map(Map::values).flatMap(uses -> uses.stream()).toList();
    }
}
