package dev.clawgateway.core.record;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A time in which some machines are to stand empty. It is gone once it is over; what is left of it
 * are events.
 *
 * @param nodes those it concerns by their ids, in their order
 * @param selector labels, all of which another node must have to be concerned; empty for none
 * @param from when what runs there is to be gone
 * @param until when new work is taken again
 * @param lead how long before {@code from} the nodes take no new work, so that what runs may finish
 * @param reason why, for those who read it; null for none
 * @param by who planned it; null where that is not known
 * @param revision of the command that saved it last; 0 before it was saved
 */
public record MaintenanceWindow(
        String name,
        List<NodeId> nodes,
        Map<String, String> selector,
        Instant from,
        Instant until,
        Duration lead,
        @Nullable String reason,
        Phase phase,
        @Nullable Caller by,
        long revision) {
    /** How far it has come. Only forward, unless it is planned anew. */
    public enum Phase {
        /** Work is placed that its time limit ends in time, or that has none. */
        PLANNED,
        /** Nothing new is placed; what runs may finish. */
        CLOSING,
        /** What still runs was told to stop. */
        EMPTYING,
        BEGUN
    }

    public MaintenanceWindow {
        nodes = nodes.stream().sorted().distinct().toList();
        selector = FrozenMap.copyOf(selector);
    }

    /** As saved by the command of that revision. */
    public MaintenanceWindow at(long saved) {
        return new MaintenanceWindow(
                name, nodes, selector, from, until, lead, reason, phase, by, saved);
    }

    public MaintenanceWindow in(Phase reached) {
        return new MaintenanceWindow(
                name, nodes, selector, from, until, lead, reason, reached, by, revision);
    }

    public boolean concerns(NodeRecord node) {
        return Collections.binarySearch(nodes, node.id()) >= 0
                || (!selector.isEmpty()
                        && node.labels().entrySet().containsAll(selector.entrySet()));
    }

    /** Whether its nodes take no new work. */
    public boolean closed() {
        return phase != Phase.PLANNED;
    }

    /**
     * The one that says most about a node: of those that keep work away the last to end, else the
     * next; null when none concerns it.
     */
    public static @Nullable MaintenanceWindow of(
            NodeRecord node, Collection<MaintenanceWindow> windows) {
        MaintenanceWindow found = null;
        for (MaintenanceWindow window : windows) {
            if (window.concerns(node) && (found == null || window.outweighs(found))) {
                found = window;
            }
        }
        return found;
    }

    private boolean outweighs(MaintenanceWindow other) {
        if (closed() != other.closed()) {
            return closed();
        }
        return closed() ? until.isAfter(other.until) : from.isBefore(other.from);
    }

    /** For people: which it is, and from when to when. */
    public String text() {
        return "maintenance window " + name + ", " + from + " to " + until;
    }
}
