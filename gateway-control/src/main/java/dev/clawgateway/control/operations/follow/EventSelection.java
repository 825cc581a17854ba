package dev.clawgateway.control.operations.follow;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; all that is said must hold.
 *
 * @param kinds empty for all
 * @param workload that it is about; null for any
 * @param node that it is about; null for any
 * @param virtualCluster whose workload it is about, or that it is about itself; null for any
 */
public record EventSelection(
        Set<Event.Kind> kinds,
        @Nullable WorkloadId workload,
        @Nullable NodeId node,
        @Nullable String virtualCluster) {
    /** Every event. */
    public static final EventSelection ALL = new EventSelection(Set.of(), null, null, null);

    public EventSelection {
        kinds = Set.copyOf(kinds);
    }

    boolean covers(Event event) {
        return (kinds.isEmpty() || kinds.contains(event.kind()))
                && (workload == null || event.subject().equals(new Subject.Workload(workload)))
                && (node == null || event.subject().equals(new Subject.Node(node)))
                && (virtualCluster == null
                        || virtualCluster.equals(event.virtualCluster())
                        || event.subject().equals(new Subject.VirtualCluster(virtualCluster)));
    }
}
