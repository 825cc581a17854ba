package dev.clawgateway.client.api;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.record.MaintenanceWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes: what they are, and what work they may take. */
public interface NodeApi {
    /** All that the query is about, however many. */
    List<NodeDetails> list(NodeQuery query);

    NodeDetails get(NodeId node);

    /** The labels in force, whoever set them. */
    Map<String, String> labels(NodeId node);

    /**
     * Keeps new work from a node.
     *
     * @param reason why, for those who read it; null keeps the one given before
     */
    Done.NodeCordoned cordon(NodeId node, @Nullable String reason);

    Done.NodeCordoned uncordon(NodeId node);

    /** Takes a node out of use with true, back in with false. */
    Done.NodeDrained drain(NodeId node, boolean draining);

    /** Takes a node out of use; what still runs there after so many seconds is moved elsewhere. */
    Done.NodeDrained drain(NodeId node, Duration deadline);

    /** Silent nodes are gone for good, though they are many. */
    Done.LossesAccepted acceptLosses();

    Done.LabelSet setLabel(NodeId node, String key, String value);

    Done.LabelRemoved removeLabel(NodeId node, String key);

    /** In place of every taint of that key. */
    Done.TaintSet setTaint(NodeId node, Taint taint);

    /** Hides every taint of that key. */
    Done.TaintRemoved removeTaint(NodeId node, String key);

    Done.ConditionSet setCondition(
            NodeId node, String type, boolean satisfied, @Nullable String reason);

    /** A node that is away will not return. */
    Done.NodeDeleted delete(NodeId node);

    /** Plans a maintenance window, or another in place of the one of that name. */
    Done.MaintenanceSet planMaintenance(MaintenanceWindow wanted);

    /** Takes a maintenance window back, planned or on. */
    Done.MaintenanceRemoved removeMaintenance(String name);

    /** The maintenance windows that are planned or on. */
    GatewayAnswer.Windows maintenance();
}
