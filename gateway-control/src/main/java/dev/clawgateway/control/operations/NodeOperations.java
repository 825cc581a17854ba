package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.operations.lists.Listing;
import dev.clawgateway.control.operations.lists.NodeSelection;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.record.NodeRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What operators do about nodes, and ask. Orders answer whether anything changed by them. Answers
 * come from what is durable and the latest signals.
 */
public final class NodeOperations {
    private final Desk desk;
    private final ClusterView view;
    private final Telemetry telemetry;

    public NodeOperations(Desk desk, ClusterView view, Telemetry telemetry) {
        this.desk = desk;
        this.view = view;
        this.telemetry = telemetry;
    }

    /** Nodes, by name. */
    public void list(
            Caller caller,
            NodeSelection selection,
            PageRequest page,
            Reply<Page<ListedNode>> reply) {
        desk.askLater(caller, Operation.LIST_NODES, reply, () -> listed(selection, page));
    }

    private Answer<Page<ListedNode>> listed(NodeSelection selection, PageRequest page) {
        long revision = view.revision();
        return Refusals.orNotACursor(
                page,
                Listing.NODES
                        .page(selection.of(view), page)
                        .map(part -> part.map(this::shown).asOf(revision)));
    }

    private ListedNode shown(NodeRecord node) {
        return ListedNode.of(node, view, telemetry.find(node.id()));
    }

    public void get(Caller caller, NodeId id, Reply<ListedNode> reply) {
        desk.askLater(
                caller,
                Operation.GET_NODE,
                Target.of(id),
                reply,
                () -> {
                    NodeRecord node = view.node(id);
                    return node == null
                            ? Refusals.unknownNode(id)
                            : new Answer.Given<>(shown(node));
                });
    }

    /** The only node of that name; looks at all of them. */
    public void named(Caller caller, String name, Reply<NodeId> reply) {
        desk.askLater(caller, Operation.GET_NODE, reply, () -> named(name));
    }

    private Answer<NodeId> named(String name) {
        NodeId found = null;
        for (NodeRecord node : view.nodes()) {
            if (!node.name().equals(name)) {
                continue;
            } else if (found != null) {
                return new Answer.Refused<>(
                        ErrorCode.CONFLICT,
                        "several nodes are called " + name + "; name one by its id");
            }
            found = node.id();
        }
        return found == null
                ? new Answer.Refused<>(ErrorCode.NODE_NOT_FOUND, "no node with id or name " + name)
                : new Answer.Given<>(found);
    }

    /**
     * Takes a node out of use, or back in.
     *
     * @param drain false undoes
     * @param deadline after which what is left is moved elsewhere; null for never
     */
    public void drain(
            Caller caller,
            NodeId node,
            boolean drain,
            @Nullable Duration deadline,
            Reply<Boolean> reply) {
        desk.change(
                caller,
                Operation.DRAIN_NODE,
                Target.of(node),
                new Command.DrainNode(node, drain, deadline),
                reply);
    }

    /** It is away and will not return: what it holds is given up. */
    public void delete(Caller caller, NodeId node, Reply<Boolean> reply) {
        desk.change(
                caller,
                Operation.DELETE_NODE,
                Target.of(node),
                new Command.DeleteNode(node),
                reply);
    }

    /**
     * Keeps new work from a node.
     *
     * @param reason null keeps the one given before
     */
    public void cordon(Caller caller, NodeId node, @Nullable String reason, Reply<Boolean> reply) {
        desk.change(
                caller,
                Operation.CORDON_NODE,
                Target.of(node),
                new Command.CordonNode(node, reason),
                reply);
    }

    public void uncordon(Caller caller, NodeId node, Reply<Boolean> reply) {
        desk.change(
                caller,
                Operation.CORDON_NODE,
                Target.of(node),
                new Command.UncordonNode(node),
                reply);
    }

    public void setLabel(
            Caller caller, NodeId node, String key, String value, Reply<Boolean> reply) {
        desk.change(
                caller,
                Operation.MARK_NODE,
                Target.of(node),
                new Command.SetNodeLabel(node, key, value),
                reply);
    }

    public void removeLabel(Caller caller, NodeId node, String key, Reply<Boolean> reply) {
        desk.change(
                caller,
                Operation.MARK_NODE,
                Target.of(node),
                new Command.RemoveNodeLabel(node, key),
                reply);
    }

    /** Taints a node, in place of every taint of that key. */
    public void setTaint(Caller caller, NodeId node, Taint taint, Reply<Boolean> reply) {
        desk.change(
                caller,
                Operation.MARK_NODE,
                Target.of(node),
                new Command.SetNodeTaint(node, taint),
                reply);
    }

    public void removeTaint(Caller caller, NodeId node, String key, Reply<Boolean> reply) {
        desk.change(
                caller,
                Operation.MARK_NODE,
                Target.of(node),
                new Command.RemoveNodeTaint(node, key),
                reply);
    }

    public void setCondition(
            Caller caller,
            NodeId node,
            String type,
            ConditionStatus status,
            @Nullable String reason,
            Reply<Boolean> reply) {
        desk.change(
                caller,
                Operation.MARK_NODE,
                Target.of(node),
                new Command.SetNodeCondition(node, type, status, reason),
                reply);
    }
}
