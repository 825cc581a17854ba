package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.LinkFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.util.HashSet;
import java.util.Set;

/**
 * Each request of an operator is answered once, and with the kind of answer that belongs to it
 * (protocol, sections 2.3 and 2.4) or an error with a known code. When the world has come to rest,
 * none waits that was asked since the faults were over. And a gateway that ends in order has not
 * begun what it did not answer, unless it says that it could not wait.
 */
final class Answers implements Judge {
    private static final long FIRST_CODE = 1001;
    private static final long LAST_CODE = 1009;

    private static final int SERVICE_RESTART = 1012;

    /** Of an end that came once all that was begun was answered. */
    private static final String IN_ORDER = "service restart";

    private final Set<Long> answered = new HashSet<>();
    private final Set<Long> waiting = new HashSet<>();

    /** Operators whose last connection ended in order. */
    private final Set<String> left = new HashSet<>();

    /** What these had asked, and was never begun. */
    private final Set<Long> notBegun = new HashSet<>();

    @Override
    public Invariant invariant() {
        return Invariant.ANSWERS;
    }

    @Override
    public boolean holdsOverReplacedFolder() {
        return true;
    }

    @Override
    public void hear(Fact fact, History history) {
        switch (fact) {
            case OperatorFact.Asked asked -> {
                if (history.faultsOver()) {
                    waiting.add(asked.request());
                }
            }
            case OperatorFact.Answered answer -> answered(answer, history);
            case OperatorFact.Unanswered lost -> {
                waiting.remove(lost.request());
                if (left.contains(lost.operator())) {
                    notBegun.add(lost.request());
                }
            }
            case LinkFact.Opened opened -> left.remove(opened.peer());
            case LinkFact.Closed closed -> {
                if (closed.code() == SERVICE_RESTART && closed.reason().equals(IN_ORDER)) {
                    left.add(closed.peer());
                }
            }
            case NodeFact.Told told -> notBegun(told, history);
            default -> {}
        }
    }

    private void notBegun(NodeFact.Told told, History history) {
        if (told.command() instanceof NodeCommand.StartWorkload start) {
            WorkloadStory workload = history.workload(start.workloadId());
            RequestStory submission = workload == null ? null : workload.submission();
            if (submission != null && notBegun.contains(submission.number())) {
                throw broken(
                        history,
                        "request %s was begun, and not answered when the gateway ended in order"
                                .formatted(submission.number()),
                        told);
            }
        }
    }

    private void answered(OperatorFact.Answered answer, History history) {
        waiting.remove(answer.request());
        RequestStory request = history.request(answer.request());
        if (request == null) {
            throw broken(history, "an answer to nothing that was asked", answer);
        } else if (!answered.add(answer.request())) {
            throw broken(history, "a second answer to " + request, answer);
        } else if (!fits(request.what(), answer.answer())) {
            throw broken(
                    history,
                    "%s was answered with %s".formatted(request, answer.answer().type()),
                    answer);
        }
    }

    @Override
    public void rested(History history) {
        if (history.rest() == WorldFact.Rest.EMPTY && !waiting.isEmpty()) {
            RequestStory request = history.request(waiting.iterator().next());
            throw broken(history, "nobody ever answers " + request);
        }
    }

    private static boolean fits(CliRequest request, CliReply answer) {
        if (answer instanceof CliReply.Failure failure) {
            return failure.code() >= FIRST_CODE && failure.code() <= LAST_CODE;
        }
        return switch (request) {
            case CliRequest.Hello _ -> answer instanceof CliReply.Welcome;
            case CliRequest.GetStatus _ -> answer instanceof CliReply.Status;
            case CliRequest.ListNodes _ -> answer instanceof CliReply.Nodes;
            case CliRequest.GetNode _ -> answer instanceof CliReply.Node;
            case CliRequest.ListWorkloads _ -> answer instanceof CliReply.Workloads;
            case CliRequest.GetWorkload _ -> answer instanceof CliReply.Workload;
            case CliRequest.StartWorkload _ ->
                    answer instanceof CliReply.WorkloadStarted
                            || answer instanceof CliReply.SchedulingStatus;
            case CliRequest.StopWorkload _ -> answer instanceof CliReply.WorkloadStopped;
            case CliRequest.GetLogs _ -> answer instanceof CliReply.Logs;
            case CliRequest.DrainNode _ -> answer instanceof CliReply.NodeDrained;
            case CliRequest.GetMoltStatus _ -> answer instanceof CliReply.MoltStatus;
            case CliRequest.ListMoltPeers _ -> answer instanceof CliReply.MoltPeers;
            case CliRequest.GetMoltBalance _ -> answer instanceof CliReply.MoltBalance;
            case CliRequest.Ping _ -> answer instanceof CliReply.Pong;
            case CliRequest.GetMeshStatus _ -> answer instanceof CliReply.MeshStatus;
            case CliRequest.ListMeshPeers _ -> answer instanceof CliReply.MeshPeers;
            case CliRequest.GetMeshNode _ -> answer instanceof CliReply.MeshNode;
            case CliRequest.ClearGate _ -> answer instanceof CliReply.GateCleared;
            case CliRequest.GetSchedulingStatus _ -> answer instanceof CliReply.SchedulingStatus;
            case CliRequest.ListGatedWorkloads _ -> answer instanceof CliReply.GatedWorkloads;
            case CliRequest.UpdateNodeCondition _ ->
                    answer instanceof CliReply.NodeConditionUpdated;
            case CliRequest.SetNodeLabel _ -> answer instanceof CliReply.NodeLabelSet;
            case CliRequest.RemoveNodeLabel _ -> answer instanceof CliReply.NodeLabelRemoved;
            case CliRequest.GetNodeConditions _ -> answer instanceof CliReply.NodeConditions;
            case CliRequest.NodeInvoke _ -> answer instanceof CliReply.NodeInvokeResult;
            case CliRequest.CordonNode _, CliRequest.UncordonNode _ ->
                    answer instanceof CliReply.NodeCordoned;
            case CliRequest.SetNodeTaint _ -> answer instanceof CliReply.NodeTaintSet;
            case CliRequest.RemoveNodeTaint _ -> answer instanceof CliReply.NodeTaintRemoved;
            case CliRequest.PlanWorkload _ -> answer instanceof CliReply.Plan;
            case CliRequest.ExplainWorkload _ -> answer instanceof CliReply.Explained;
            case CliRequest.SetVirtualCluster _ -> answer instanceof CliReply.VirtualClusterSet;
            case CliRequest.RemoveVirtualCluster _ ->
                    answer instanceof CliReply.VirtualClusterRemoved;
            case CliRequest.ListVirtualClusters _ -> answer instanceof CliReply.VirtualClusters;
            case CliRequest.AcceptLosses _ -> answer instanceof CliReply.LossesAccepted;
            case CliRequest.DeleteNode _ -> answer instanceof CliReply.NodeDeleted;
            case CliRequest.SetMaintenance _ -> answer instanceof CliReply.MaintenanceSet;
            case CliRequest.RemoveMaintenance _ -> answer instanceof CliReply.MaintenanceRemoved;
            case CliRequest.ListMaintenance _ -> answer instanceof CliReply.MaintenanceWindows;
            case CliRequest.SetServing _ -> answer instanceof CliReply.ServingSet;
            case CliRequest.ListQueue _ -> answer instanceof CliReply.Queue;
            case CliRequest.AdviseMoves _ -> answer instanceof CliReply.Moves;
        };
    }
}
