package dev.clawgateway.control.operations.lists;

import dev.clawgateway.control.operations.lists.ListedNode.Standing;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import java.util.Collection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes are wanted; all that is said must hold.
 *
 * @param standing null for any
 * @param also what else must hold
 */
public record NodeSelection(@Nullable Standing standing, Predicate<NodeRecord> also) {
    /** Every node. */
    public static final NodeSelection ALL = new NodeSelection(null, _ -> true);

    /** Those of a view, in no order. */
    public Collection<NodeRecord> of(ClusterView view) {
        return view.nodes().stream().filter(node -> covers(node, view.status(node.id()))).toList();
    }

    /** Whether a node that stands so is wanted. */
    public boolean covers(NodeRecord node, NodeStatus status) {
        return (standing == null || standing == Standing.of(node, status)) && also.test(node);
    }
}
