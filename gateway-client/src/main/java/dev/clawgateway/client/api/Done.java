package dev.clawgateway.client.api;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import java.util.List;

/** A change that the gateway made as asked for. */
public sealed interface Done extends GatewayAnswer {
    record ServingSet(boolean serving) implements Done {}

    /** Silent nodes are given up one after the other from now on. */
    record LossesAccepted() implements Done {}

    /** What it held is given up. */
    record NodeDeleted(NodeId node) implements Done {}

    record MaintenanceSet(String name) implements Done {}

    record MaintenanceRemoved(String name) implements Done {}

    /**
     * The node is cordoned, or not.
     *
     * @param changed false when it was so already
     */
    record NodeCordoned(NodeId node, boolean cordoned, boolean changed) implements Done {}

    record NodeDrained(NodeId node, boolean draining) implements Done {}

    record LabelSet(NodeId node, String key, String value) implements Done {}

    record LabelRemoved(NodeId node, String key) implements Done {}

    record TaintSet(NodeId node, String key, String value) implements Done {}

    record TaintRemoved(NodeId node, String key) implements Done {}

    record ConditionSet(NodeId node, String type, boolean satisfied) implements Done {}

    /** The stop was accepted; the node need not have obeyed yet. */
    record StopAccepted(WorkloadId workload) implements Done {}

    /**
     * A gate is open.
     *
     * @param pending gates that still hold the workload back
     */
    record GateCleared(WorkloadId workload, String gate, List<String> pending) implements Done {
        public GateCleared {
            pending = List.copyOf(pending);
        }
    }

    record VirtualClusterSet(String name) implements Done {}

    record VirtualClusterRemoved(String name) implements Done {}
}
