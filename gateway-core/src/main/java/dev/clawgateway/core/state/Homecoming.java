package dev.clawgateway.core.state;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Subject;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When nothing new is placed. After a restart new work waits until the nodes that were connected
 * before are back, and for a bounded time: they may run what this gateway does not know, on devices
 * that seem free. And before the end nothing is begun.
 */
final class Homecoming {
    private static final String STARTED =
            "the gateway has just started, and waits for the nodes that were connected before";

    private static final String ENDS = "the gateway is about to end, and starts nothing any more";

    private final Tables tables;
    private final Duration longest;
    private final Set<NodeId> awaited = new LinkedHashSet<>();
    private long untilNanos;
    private boolean retired;

    Homecoming(Tables tables, Duration longest) {
        this.tables = tables;
        this.longest = longest;
    }

    /**
     * Who was connected is what the history says last of each node; where that goes back no
     * further, those that hold something.
     */
    void load(Snapshot snapshot, long nowNanos) {
        untilNanos = nowNanos + longest.toNanos();
        Set<NodeId> told = new LinkedHashSet<>();
        for (Event event : snapshot.events()) {
            if (event.subject() instanceof Subject.Node(NodeId node)) {
                told.add(node);
                if (event.kind() == Event.Kind.NODE_REGISTERED) {
                    awaited.add(node);
                } else if (event.kind() == Event.Kind.NODE_DISCONNECTED
                        || event.kind() == Event.Kind.NODE_FORGOTTEN) {
                    awaited.remove(node);
                }
            }
        }
        tables.nodes().stream()
                .filter(node -> !told.contains(node.record.id()) && !node.held.isEmpty())
                .forEach(node -> awaited.add(node.record.id()));
    }

    /** Whether it was connected before the restart, and was not seen to be back. */
    boolean awaits(NodeId node) {
        return awaited.contains(node);
    }

    /** Nothing is placed any more. */
    void retire() {
        retired = true;
    }

    /** Why nothing new is placed now; null when it may be. */
    @Nullable String whyNot(long nowNanos) {
        if (retired) {
            return ENDS;
        }
        return awaited(nowNanos) ? STARTED : null;
    }

    /** Whether somebody is still to come. */
    boolean awaited(long nowNanos) {
        if (!awaited.isEmpty()) {
            if (nowNanos >= untilNanos) {
                awaited.clear();
            } else {
                forgetSettled();
            }
        }
        return !awaited.isEmpty();
    }

    /** Up to the first who is not: each is looked at a few times in all. */
    private void forgetSettled() {
        Iterator<NodeId> next = awaited.iterator();
        while (next.hasNext() && settled(next.next())) {
            next.remove();
        }
    }

    private boolean settled(NodeId id) {
        NodeEntry node = tables.node(id);
        return node == null || node.connected();
    }
}
