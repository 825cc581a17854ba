package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayAnswer;
import dev.clawgateway.client.api.NodeApi;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.WantedPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes, over the claw dialect. */
record ClawNodes(Questions questions) implements NodeApi {
    @Override
    public List<NodeDetails> list(NodeQuery query) {
        List<NodeDetails> all = new ArrayList<>();
        WantedPart page = WantedPart.FIRST;
        while (page != null) {
            CliReply.Nodes part =
                    questions.ask(OperatorWire.request(query, page), CliReply.Nodes.class);
            part.nodes().forEach(node -> all.add(NodeWire.view(node)));
            page = part.next() == null ? null : page.next(part.next());
        }
        return all;
    }

    @Override
    public NodeDetails get(NodeId node) {
        CliRequest request = new CliRequest.GetNode(node);
        return NodeWire.view(questions.ask(request, CliReply.Node.class).node());
    }

    @Override
    public Map<String, String> labels(NodeId node) {
        Map<String, String> labels = new LinkedHashMap<>();
        questions
                .ask(new CliRequest.GetNodeConditions(node), CliReply.NodeConditions.class)
                .labels()
                .forEach(label -> labels.put(label.key(), label.value()));
        return labels;
    }

    @Override
    public Done.NodeCordoned cordon(NodeId node, @Nullable String reason) {
        return cordoned(new CliRequest.CordonNode(node, reason));
    }

    @Override
    public Done.LossesAccepted acceptLosses() {
        CliReply.LossesAccepted _ =
                questions.ask(new CliRequest.AcceptLosses(), CliReply.LossesAccepted.class);
        return new Done.LossesAccepted();
    }

    @Override
    public Done.NodeCordoned uncordon(NodeId node) {
        return cordoned(new CliRequest.UncordonNode(node));
    }

    private Done.NodeCordoned cordoned(CliRequest request) {
        CliReply.NodeCordoned reply = questions.ask(request, CliReply.NodeCordoned.class);
        return new Done.NodeCordoned(reply.nodeId(), reply.cordoned(), reply.changed());
    }

    @Override
    public Done.NodeDrained drain(NodeId node, boolean draining) {
        return drained(new CliRequest.DrainNode(node, draining));
    }

    @Override
    public Done.NodeDrained drain(NodeId node, Duration deadline) {
        return drained(new CliRequest.DrainNode(node, true, deadline.toSeconds()));
    }

    private Done.NodeDrained drained(CliRequest request) {
        CliReply.NodeDrained reply = questions.ask(request, CliReply.NodeDrained.class);
        return new Done.NodeDrained(reply.nodeId(), reply.draining());
    }

    @Override
    public Done.LabelSet setLabel(NodeId node, String key, String value) {
        CliRequest request = new CliRequest.SetNodeLabel(node, key, value);
        CliReply.NodeLabelSet reply = questions.ask(request, CliReply.NodeLabelSet.class);
        return new Done.LabelSet(reply.nodeId(), reply.key(), reply.value());
    }

    @Override
    public Done.LabelRemoved removeLabel(NodeId node, String key) {
        CliRequest request = new CliRequest.RemoveNodeLabel(node, key);
        CliReply.NodeLabelRemoved reply = questions.ask(request, CliReply.NodeLabelRemoved.class);
        return new Done.LabelRemoved(reply.nodeId(), reply.key());
    }

    @Override
    public Done.TaintSet setTaint(NodeId node, Taint taint) {
        CliRequest request = new CliRequest.SetNodeTaint(node, taint.key(), taint.value());
        CliReply.NodeTaintSet reply = questions.ask(request, CliReply.NodeTaintSet.class);
        return new Done.TaintSet(reply.nodeId(), reply.key(), reply.value());
    }

    @Override
    public Done.TaintRemoved removeTaint(NodeId node, String key) {
        CliRequest request = new CliRequest.RemoveNodeTaint(node, key);
        CliReply.NodeTaintRemoved reply = questions.ask(request, CliReply.NodeTaintRemoved.class);
        return new Done.TaintRemoved(reply.nodeId(), reply.key());
    }

    @Override
    public Done.ConditionSet setCondition(
            NodeId node, String type, boolean satisfied, @Nullable String reason) {
        CliRequest request = new CliRequest.UpdateNodeCondition(node, type, satisfied, reason);
        CliReply.NodeConditionUpdated reply =
                questions.ask(request, CliReply.NodeConditionUpdated.class);
        return new Done.ConditionSet(reply.nodeId(), reply.conditionType(), reply.satisfied());
    }

    @Override
    public Done.NodeDeleted delete(NodeId node) {
        return new Done.NodeDeleted(
                questions
                        .ask(new CliRequest.DeleteNode(node), CliReply.NodeDeleted.class)
                        .nodeId());
    }

    @Override
    public Done.MaintenanceSet planMaintenance(MaintenanceWindow wanted) {
        CliRequest request =
                new CliRequest.SetMaintenance(
                        wanted.name(),
                        wanted.nodes(),
                        wanted.selector(),
                        wanted.from(),
                        wanted.until(),
                        wanted.lead().toSeconds(),
                        wanted.reason());
        return new Done.MaintenanceSet(
                questions.ask(request, CliReply.MaintenanceSet.class).name());
    }

    @Override
    public Done.MaintenanceRemoved removeMaintenance(String name) {
        CliRequest request = new CliRequest.RemoveMaintenance(name);
        return new Done.MaintenanceRemoved(
                questions.ask(request, CliReply.MaintenanceRemoved.class).name());
    }

    @Override
    public GatewayAnswer.Windows maintenance() {
        return new GatewayAnswer.Windows(
                questions
                        .ask(new CliRequest.ListMaintenance(), CliReply.MaintenanceWindows.class)
                        .windows());
    }
}
