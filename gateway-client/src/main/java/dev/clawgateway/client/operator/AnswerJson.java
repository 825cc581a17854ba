package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.ClusterStatus;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.ExplanationView;
import dev.clawgateway.client.api.GatedList;
import dev.clawgateway.client.api.GatewayAnswer;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.OutputPart;
import dev.clawgateway.client.api.PlacementPlan;
import dev.clawgateway.client.api.SchedulingView;
import dev.clawgateway.client.api.Submitted;
import dev.clawgateway.client.api.VirtualClusterList;
import dev.clawgateway.client.api.WaitingList;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;

/** Answers as JSON for programs: the protocol's, null for what is not known. */
public final class AnswerJson {
    private AnswerJson() {}

    /** One JSON object, on one line. */
    public static String text(GatewayAnswer answer) {
        return ClawCodec.writeShown(reply(answer));
    }

    static CliReply reply(GatewayAnswer answer) {
        return switch (answer) {
            case Done done -> done(done);
            case ClusterStatus status -> status(status);
            case NodeDetails node -> new CliReply.Node(NodeWire.info(node));
            case GatewayAnswer.Nodes nodes ->
                    new CliReply.Nodes(nodes.nodes().stream().map(NodeWire::info).toList());
            case WorkloadView workload -> new CliReply.Workload(WorkloadWire.info(workload));
            case GatewayAnswer.Workloads workloads ->
                    new CliReply.Workloads(
                            workloads.workloads().stream().map(WorkloadWire::info).toList());
            case OutputPart output -> WorkloadWire.logs(output);
            case Submitted.Placed placed ->
                    new CliReply.WorkloadStarted(placed.workload(), placed.node());
            case SchedulingView scheduling -> QueueWire.status(scheduling);
            case PlacementPlan plan -> PlacementWire.plan(plan);
            case ExplanationView explanation ->
                    new CliReply.Explained(PlacementWire.explanation(explanation));
            case WaitingList waiting -> QueueWire.queue(waiting);
            case GatedList gated -> QueueWire.gated(gated);
            case GatewayAnswer.Moves moves -> new CliReply.Moves(moves.waiting(), moves.moves());
            case GatewayAnswer.Windows windows ->
                    new CliReply.MaintenanceWindows(windows.windows());
            case VirtualClusterList list -> QueueWire.virtualClusters(list);
        };
    }

    private static CliReply done(Done done) {
        return switch (done) {
            case Done.ServingSet set -> new CliReply.ServingSet(set.serving());
            case Done.NodeDeleted deleted -> new CliReply.NodeDeleted(deleted.node());
            case Done.MaintenanceSet set -> new CliReply.MaintenanceSet(set.name());
            case Done.MaintenanceRemoved removed -> new CliReply.MaintenanceRemoved(removed.name());
            case Done.LossesAccepted _ -> new CliReply.LossesAccepted();
            case Done.NodeCordoned set ->
                    new CliReply.NodeCordoned(set.node(), set.cordoned(), set.changed());
            case Done.NodeDrained set -> new CliReply.NodeDrained(set.node(), set.draining());
            case Done.LabelSet set -> new CliReply.NodeLabelSet(set.node(), set.key(), set.value());
            case Done.LabelRemoved removed ->
                    new CliReply.NodeLabelRemoved(removed.node(), removed.key());
            case Done.TaintSet set -> new CliReply.NodeTaintSet(set.node(), set.key(), set.value());
            case Done.TaintRemoved removed ->
                    new CliReply.NodeTaintRemoved(removed.node(), removed.key());
            case Done.ConditionSet set ->
                    new CliReply.NodeConditionUpdated(set.node(), set.type(), set.satisfied());
            case Done.StopAccepted stop -> new CliReply.WorkloadStopped(stop.workload());
            case Done.GateCleared cleared ->
                    new CliReply.GateCleared(cleared.workload(), cleared.gate(), cleared.pending());
            case Done.VirtualClusterSet set -> new CliReply.VirtualClusterSet(set.name());
            case Done.VirtualClusterRemoved removed ->
                    new CliReply.VirtualClusterRemoved(removed.name());
        };
    }

    private static CliReply status(ClusterStatus status) {
        return new CliReply.Status(
                status.nodes(),
                status.healthyNodes(),
                status.gpus(),
                status.activeWorkloads(),
                status.gpuMemoryMib(),
                status.gatewayVersion(),
                status.uptime().toSeconds(),
                status.serving(),
                status.massSilence());
    }
}
