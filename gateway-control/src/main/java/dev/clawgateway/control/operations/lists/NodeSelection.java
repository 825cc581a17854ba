package dev.clawgateway.control.operations.lists;

import dev.clawgateway.control.operations.lists.ListedNode.Standing;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.record.NodeRecord;
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
        return view.nodes().stream()
                .filter(node ->
                        standing == null || standing == Standing.of(node, view.status(node.id())))
                .filter(also)
                .toList();
    }
}
