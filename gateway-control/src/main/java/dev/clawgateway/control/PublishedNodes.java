package dev.clawgateway.control;

import dev.clawgateway.control.watch.ChangeFeed;
import dev.clawgateway.control.watch.Changed;
import dev.clawgateway.control.watch.NodeSeen;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.record.Strangeness;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Nodes as they are published: their records, whether they are there, and what is known of them
 * besides. Changed and counted by the store thread, read by all.
 */
final class PublishedNodes {
    private final Map<NodeId, NodeRecord> records = new ConcurrentHashMap<>();
    private final Map<NodeId, NodeStatus> statuses = new ConcurrentHashMap<>();
    private final Map<NodeId, Avoided> avoided = new ConcurrentHashMap<>();
    private final Set<NodeId> missing = ConcurrentHashMap.newKeySet();
    private final TotalsCount count;
    private final ChangeFeed feed;

    /** The store thread's. */
    private final Map<NodeId, Strangeness> strange = new HashMap<>();

    /**
     * None yet.
     *
     * @param count is kept as they come and go
     * @param feed is told what becomes of them
     */
    PublishedNodes(TotalsCount count, ChangeFeed feed) {
        this.count = count;
        this.feed = feed;
    }

    @Nullable NodeRecord get(NodeId id) {
        return records.get(id);
    }

    NodeStatus status(NodeId id) {
        return statuses.getOrDefault(id, NodeStatus.DISCONNECTED);
    }

    Collection<NodeRecord> all() {
        return Collections.unmodifiableCollection(records.values());
    }

    @Nullable Avoided avoided(NodeId id) {
        return avoided.get(id);
    }

    boolean missing(NodeId id) {
        return missing.contains(id);
    }

    int missing() {
        return missing.size();
    }

    /**
     * Publishes what became of one.
     *
     * @param turn the revision of the command; 0 where nobody is to be told
     */
    void save(NodeRecord node, long turn) {
        NodeRecord before = records.put(node.id(), node);
        NodeStatus status = status(node.id());
        count.node(before, status, -1);
        count.node(node, status, 1);
        tell(turn, before, status, node, status);
    }

    void forget(NodeId id, long turn) {
        NodeRecord before = records.remove(id);
        NodeStatus status = status(id);
        count.node(before, status, -1);
        tell(turn, before, status, null, status);
        statuses.remove(id);
        avoided.remove(id);
        missing.remove(id);
        count.strange(strange.remove(id), -1);
    }

    void become(NodeId id, NodeStatus next, long turn) {
        NodeRecord node = records.get(id);
        NodeStatus status = status(id);
        count.node(node, status, -1);
        statuses.put(id, next);
        count.node(node, next, 1);
        tell(turn, node, status, node, next);
    }

    void avoid(NodeId id, @Nullable Avoided next, long turn) {
        put(avoided, id, next);
        NodeRecord node = records.get(id);
        NodeStatus status = status(id);
        tell(turn, node, status, node, status);
    }

    void miss(Change.MissingChanged changed) {
        if (changed.missing()) {
            missing.add(changed.node());
        } else {
            missing.remove(changed.node());
        }
    }

    void wonder(Change.StrangenessChanged changed) {
        count.strange(strange.get(changed.node()), -1);
        count.strange(changed.strangeness(), 1);
        put(strange, changed.node(), changed.strangeness());
    }

    private static <V> void put(Map<NodeId, V> table, NodeId node, @Nullable V now) {
        if (now == null) {
            table.remove(node);
        } else {
            table.put(node, now);
        }
    }

    private void tell(
            long turn,
            @Nullable NodeRecord before,
            NodeStatus statusBefore,
            @Nullable NodeRecord after,
            NodeStatus status) {
        if (turn > 0 && (before != null || after != null)) {
            feed.add(
                    new Changed.OfNode(
                            turn,
                            before == null ? null : new NodeSeen(before, statusBefore),
                            after == null ? null : new NodeSeen(after, status)));
        }
    }
}
