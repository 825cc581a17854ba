package dev.clawgateway.scheduler.fleet.index;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.fleet.ledger.ChangeLog;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Nodes on which nothing is to run from some time on, by that time. There are few such times, so a
 * request with another end than the last costs a comparison, or at most a union of few sets.
 * Catches up by the log of nodes whose labels, conditions or taints changed.
 */
public final class Closings {
    private final NodeBits.Pool pool;
    private final TreeMap<Instant, NodeBits> byTime = new TreeMap<>();
    private final Follower follower = new Follower();
    private @Nullable Instant[] closes = new @Nullable Instant[0];

    /** The union that was asked for last, and of how many times; -1 for none. */
    private final NodeBits union;

    private int united = -1;

    public Closings(NodeBits.Pool pool) {
        this.pool = pool;
        this.union = new NodeBits(pool);
    }

    /** Nodes that close before something would end; null for none. Valid until the next call. */
    public @Nullable NodeBits before(Instant end, NodeTable nodes, ChangeLog attributes) {
        refresh(nodes, attributes);
        SortedMap<Instant, NodeBits> earlier = byTime.headMap(end);
        if (earlier.isEmpty()) {
            return null;
        } else if (earlier.size() == 1) {
            return earlier.sequencedValues().getFirst();
        }
        if (united != earlier.size()) {
            union.clear();
            earlier.values().forEach(union::addAll);
            united = earlier.size();
        }
        return union;
    }

    private void refresh(NodeTable nodes, ChangeLog attributes) {
        if (follower.current(attributes)) {
            return;
        }
        if (nodes.end() > closes.length) {
            closes = Arrays.copyOf(closes, Math.max(nodes.end(), closes.length * 2));
        }
        follower.begin(attributes, nodes.end());
        for (int node = follower.next(attributes); node >= 0; node = follower.next(attributes)) {
            SchedulableNode.Closing closing =
                    nodes.exists(node) ? nodes.node(node).closing() : null;
            put(node, closing == null ? null : closing.stops());
        }
    }

    private void put(int node, @Nullable Instant time) {
        Instant before = closes[node];
        if (before == null ? time == null : before.equals(time)) {
            return;
        }
        united = -1;
        closes[node] = time;
        NodeBits set = before == null ? null : byTime.get(before);
        if (before != null && set != null) {
            set.put(node, false);
            if (set.size() == 0) {
                byTime.remove(before);
            }
        }
        if (time != null) {
            byTime.computeIfAbsent(time, _ -> new NodeBits(pool)).add(node);
        }
    }
}
