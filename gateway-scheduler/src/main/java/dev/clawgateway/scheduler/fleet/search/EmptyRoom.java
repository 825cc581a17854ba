package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.scheduler.fleet.index.Follower;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.ChangeLog;
import dev.clawgateway.scheduler.fleet.node.Domains;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many equal members would fit together if nothing ran anywhere and every node were in service
 * and let it in. Rules about neighbours are left out, so it may be too many, never too few. Kept,
 * and brought up to date by the nodes that became others since; what they hold does not matter.
 */
final class EmptyRoom {
    /** Kinds of node remembered; a fleet has few. */
    private static final int MAX_KINDS = 1024;

    /** Nodes that take equally many. */
    private record Kind(int nodeClass, long cpuMillis, long memoryMib) {}

    private final NodeTable nodes;
    private final MemberSlots slots;
    private final Shape shape;
    private final int wanted;
    private final @Nullable String topologyKey;
    private final Map<String, Integer> domains = new HashMap<>();
    private final Map<Kind, Integer> slotsOfKind = new HashMap<>();
    private @Nullable SchedulableNode[] seen = new @Nullable SchedulableNode[0];
    private int[] slotsOf = new int[0];
    private int[] domainOf = new int[0];
    private long[] room = new long[1];
    private final Follower follower = new Follower();

    /**
     * Numbers domains by itself: a question must not settle the order in which placing finds them.
     *
     * @param topologyKey null for anywhere
     */
    EmptyRoom(
            NodeTable nodes,
            MemberSlots slots,
            Shape shape,
            int wanted,
            @Nullable String topologyKey) {
        this.nodes = nodes;
        this.slots = slots;
        this.shape = shape;
        this.wanted = wanted;
        this.topologyKey = topologyKey;
    }

    /** Members that fit in one domain, at most as many as are wanted. */
    int most(ChangeLog log) {
        refresh(log);
        long most = 0;
        for (long one : room) {
            most = Math.max(most, one);
        }
        return (int) Math.min(most, wanted);
    }

    private void refresh(ChangeLog log) {
        ensure();
        follower.begin(log, nodes.end());
        for (int node = follower.next(log); node >= 0; node = follower.next(log)) {
            update(node);
        }
    }

    private void update(int node) {
        SchedulableNode now = nodes.exists(node) ? nodes.node(node) : null;
        if (Objects.equals(now, seen[node])) {
            return;
        }
        if (slotsOf[node] > 0) {
            room[domainOf[node]] -= slotsOf[node];
        }
        seen[node] = now;
        int domain = now == null ? Domains.NOWHERE : domainOf(now);
        slotsOf[node] = now == null || domain == Domains.NOWHERE ? 0 : slotsOn(node, now);
        domainOf[node] = domain;
        if (slotsOf[node] > 0) {
            if (domain >= room.length) {
                room = Arrays.copyOf(room, Math.max(domain + 1, room.length * 2));
            }
            room[domain] += slotsOf[node];
        }
    }

    private int domainOf(SchedulableNode node) {
        if (topologyKey == null) {
            return 0;
        }
        String value =
                topologyKey.equals(NeighbourRule.NODE)
                        ? node.id().toString()
                        : node.labels().get(topologyKey);
        return value == null
                ? Domains.NOWHERE
                : domains.computeIfAbsent(value, _ -> domains.size());
    }

    private int slotsOn(int node, SchedulableNode now) {
        if (!shape.filter.runsThisKind(now)) {
            return 0;
        } else if (!shape.byClass()) {
            return slots.empty(shape, node, wanted);
        }
        var capacity = now.capacity();
        Kind kind = new Kind(nodes.classOf(node).id, capacity.cpuMillis(), capacity.memoryMib());
        Integer known = slotsOfKind.get(kind);
        if (known == null) {
            if (slotsOfKind.size() == MAX_KINDS) {
                slotsOfKind.clear();
            }
            known = slots.empty(shape, node, wanted);
            slotsOfKind.put(kind, known);
        }
        return known;
    }

    private void ensure() {
        if (nodes.end() > seen.length) {
            int size = Math.max(nodes.end(), seen.length * 2);
            seen = Arrays.copyOf(seen, size);
            slotsOf = Arrays.copyOf(slotsOf, size);
            domainOf = Arrays.copyOf(domainOf, size);
        }
    }
}
