package dev.clawgateway.core.state.node;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which nodes run something of a workload that is held apart: the other side of UnknownHeld. */
public final class Keepers {
    private final Map<WorkloadId, Set<NodeId>> nodes = new LinkedHashMap<>();

    /** The one that is so for longest comes first. */
    public List<NodeId> of(WorkloadId workload) {
        return List.copyOf(nodes.getOrDefault(workload, Set.of()));
    }

    void add(WorkloadId workload, NodeId node) {
        nodes.computeIfAbsent(workload, _ -> new LinkedHashSet<>()).add(node);
    }

    void remove(WorkloadId workload, NodeId node) {
        Set<NodeId> left = nodes.get(workload);
        if (left != null && left.remove(node) && left.isEmpty()) {
            nodes.remove(workload);
        }
    }
}
