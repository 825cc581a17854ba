package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.operations.NodeOperations;
import dev.clawgateway.control.operations.lists.Cursor;
import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.operations.lists.NodeSelection;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.WantedPart;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.parts.NodeState;
import dev.clawgateway.server.shown.ShownNodes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What operators ask and order about nodes. */
final class NodeRequests {
    private final NodeOperations nodes;

    NodeRequests(NodeOperations nodes) {
        this.nodes = nodes;
    }

    void list(CliRequest.ListNodes request, PendingReply reply) {
        NodeState state = request.stateFilter();
        NodeSelection selection =
                new NodeSelection(
                        state == null ? null : ShownNodes.standing(state),
                        node -> matches(node, request.match()));
        boolean paged = !request.page().equals(WantedPart.NONE);
        nodes.list(
                reply.caller(),
                selection,
                FrameCut.request(request.page()),
                reply.found(page -> listed(page, request.includeCapabilities(), paged)));
    }

    private static CliReply listed(Page<ListedNode> page, boolean withCapabilities, boolean paged) {
        List<NodeInfo> entries =
                FrameCut.fitting(
                        page.items(),
                        node -> NodeInfos.of(node, withCapabilities),
                        ClawCodec::size);
        String next =
                entries.size() < page.items().size()
                        ? Cursor.OfNode.of(page.items().get(entries.size() - 1).record()).text()
                        : page.next();
        return new CliReply.Nodes(entries, page.total(), paged ? next : null);
    }

    private static boolean matches(NodeRecord node, @Nullable String text) {
        return text == null
                || AsciiName.of(node.name()).equals(text)
                || node.name().equals(text)
                || node.id().toString().startsWith(text.toLowerCase(Locale.ROOT));
    }

    void get(CliRequest.GetNode request, PendingReply reply) {
        nodes.get(
                reply.caller(),
                request.nodeId(),
                reply.found(node -> new CliReply.Node(NodeInfos.of(node, true))));
    }

    void conditions(CliRequest.GetNodeConditions request, PendingReply reply) {
        nodes.get(reply.caller(), request.nodeId(), reply.found(NodeInfos::conditions));
    }

    void drain(CliRequest.DrainNode request, PendingReply reply) {
        Long deadline = request.deadlineSecs();
        nodes.drain(
                reply.caller(),
                request.nodeId(),
                request.drain(),
                deadline == null ? null : Duration.ofSeconds(deadline),
                reply.told(_ -> new CliReply.NodeDrained(request.nodeId(), request.drain())));
    }

    void delete(CliRequest.DeleteNode request, PendingReply reply) {
        nodes.delete(
                reply.caller(),
                request.nodeId(),
                reply.told(_ -> new CliReply.NodeDeleted(request.nodeId())));
    }

    void cordon(CliRequest.CordonNode request, PendingReply reply) {
        nodes.cordon(
                reply.caller(),
                request.nodeId(),
                request.reason(),
                reply.told(changed -> new CliReply.NodeCordoned(request.nodeId(), true, changed)));
    }

    void uncordon(CliRequest.UncordonNode request, PendingReply reply) {
        nodes.uncordon(
                reply.caller(),
                request.nodeId(),
                reply.told(changed -> new CliReply.NodeCordoned(request.nodeId(), false, changed)));
    }

    void setCondition(CliRequest.UpdateNodeCondition request, PendingReply reply) {
        nodes.setCondition(
                reply.caller(),
                request.nodeId(),
                request.conditionType(),
                request.satisfied() ? ConditionStatus.TRUE : ConditionStatus.FALSE,
                request.reason(),
                reply.told(_ ->
                        new CliReply.NodeConditionUpdated(
                                request.nodeId(), request.conditionType(), request.satisfied())));
    }

    void setLabel(CliRequest.SetNodeLabel request, PendingReply reply) {
        nodes.setLabel(
                reply.caller(),
                request.nodeId(),
                request.key(),
                request.value(),
                reply.told(_ ->
                        new CliReply.NodeLabelSet(
                                request.nodeId(), request.key(), request.value())));
    }

    void removeLabel(CliRequest.RemoveNodeLabel request, PendingReply reply) {
        nodes.removeLabel(
                reply.caller(),
                request.nodeId(),
                request.key(),
                reply.told(_ -> new CliReply.NodeLabelRemoved(request.nodeId(), request.key())));
    }

    void setTaint(CliRequest.SetNodeTaint request, PendingReply reply) {
        nodes.setTaint(
                reply.caller(),
                request.nodeId(),
                new Taint(request.key(), request.value()),
                reply.told(_ ->
                        new CliReply.NodeTaintSet(
                                request.nodeId(), request.key(), request.value())));
    }

    void removeTaint(CliRequest.RemoveNodeTaint request, PendingReply reply) {
        nodes.removeTaint(
                reply.caller(),
                request.nodeId(),
                request.key(),
                reply.told(_ -> new CliReply.NodeTaintRemoved(request.nodeId(), request.key())));
    }
}
