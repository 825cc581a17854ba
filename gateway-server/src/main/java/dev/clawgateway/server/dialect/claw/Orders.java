package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** CLI requests that change something: each becomes a command, its outcome the reply. */
final class Orders {
    private final CommandInbox inbox;
    private final Supplier<UUID> ids;

    /**
     * Orders to an inbox.
     *
     * @param ids makes the ids of new workloads
     */
    Orders(CommandInbox inbox, Supplier<UUID> ids) {
        this.inbox = inbox;
        this.ids = ids;
    }

    void start(CliRequest.StartWorkload request, PendingReply reply) {
        WorkloadId id = new WorkloadId(ids.get());
        offer(
                new Command.SubmitWorkload(id, request.spec(), request.nodeId(), request.queue()),
                reply,
                outcome ->
                        switch (outcome) {
                            case Outcome.Placed placed ->
                                    new CliReply.WorkloadStarted(placed.workload(), placed.node());
                            case Outcome.Waiting waiting -> waiting(waiting);
                            default -> throw unexpected(outcome);
                        });
    }

    private static CliReply waiting(Outcome.Waiting waiting) {
        return new CliReply.SchedulingStatus(
                waiting.workload(),
                WorkloadState.PENDING,
                waiting.pendingGates(),
                null,
                List.of(),
                null,
                waiting.reason());
    }

    void stop(CliRequest.StopWorkload request, PendingReply reply) {
        offer(
                new Command.StopWorkload(request.workloadId(), request.force()),
                reply,
                _ -> new CliReply.WorkloadStopped(request.workloadId()));
    }

    void drain(CliRequest.DrainNode request, PendingReply reply) {
        offer(
                new Command.DrainNode(request.nodeId(), request.drain()),
                reply,
                _ -> new CliReply.NodeDrained(request.nodeId(), request.drain()));
    }

    void cordon(CliRequest.CordonNode request, PendingReply reply) {
        offer(
                new Command.CordonNode(request.nodeId(), request.reason()),
                reply,
                outcome -> new CliReply.NodeCordoned(request.nodeId(), true, changed(outcome)));
    }

    void uncordon(CliRequest.UncordonNode request, PendingReply reply) {
        offer(
                new Command.UncordonNode(request.nodeId()),
                reply,
                outcome -> new CliReply.NodeCordoned(request.nodeId(), false, changed(outcome)));
    }

    private static boolean changed(Outcome outcome) {
        return !(outcome instanceof Outcome.Unchanged);
    }

    void clearGate(CliRequest.ClearGate request, PendingReply reply) {
        offer(
                new Command.ClearGate(request.workloadId(), request.gateName()),
                reply,
                outcome -> {
                    if (outcome instanceof Outcome.GateCleared cleared) {
                        return new CliReply.GateCleared(
                                request.workloadId(), request.gateName(), cleared.pendingGates());
                    }
                    throw unexpected(outcome);
                });
    }

    void setCondition(CliRequest.UpdateNodeCondition request, PendingReply reply) {
        offer(
                new Command.SetNodeCondition(
                        request.nodeId(),
                        request.conditionType(),
                        request.satisfied() ? ConditionStatus.TRUE : ConditionStatus.FALSE,
                        request.reason()),
                reply,
                _ ->
                        new CliReply.NodeConditionUpdated(
                                request.nodeId(), request.conditionType(), request.satisfied()));
    }

    void setLabel(CliRequest.SetNodeLabel request, PendingReply reply) {
        offer(
                new Command.SetNodeLabel(request.nodeId(), request.key(), request.value()),
                reply,
                _ -> new CliReply.NodeLabelSet(request.nodeId(), request.key(), request.value()));
    }

    void removeLabel(CliRequest.RemoveNodeLabel request, PendingReply reply) {
        offer(
                new Command.RemoveNodeLabel(request.nodeId(), request.key()),
                reply,
                _ -> new CliReply.NodeLabelRemoved(request.nodeId(), request.key()));
    }

    void setTaint(CliRequest.SetNodeTaint request, PendingReply reply) {
        offer(
                new Command.SetNodeTaint(
                        request.nodeId(), new Taint(request.key(), request.value())),
                reply,
                _ -> new CliReply.NodeTaintSet(request.nodeId(), request.key(), request.value()));
    }

    void removeTaint(CliRequest.RemoveNodeTaint request, PendingReply reply) {
        offer(
                new Command.RemoveNodeTaint(request.nodeId(), request.key()),
                reply,
                _ -> new CliReply.NodeTaintRemoved(request.nodeId(), request.key()));
    }

    void setCluster(CliRequest.SetVirtualCluster request, PendingReply reply) {
        offer(
                new Command.SetVirtualCluster(request.cluster()),
                reply,
                _ -> new CliReply.VirtualClusterSet(request.cluster().name()));
    }

    void removeVirtualCluster(CliRequest.RemoveVirtualCluster request, PendingReply reply) {
        offer(
                new Command.RemoveVirtualCluster(request.name()),
                reply,
                _ -> new CliReply.VirtualClusterRemoved(request.name()));
    }

    void setServing(CliRequest.SetServing request, PendingReply reply) {
        offer(
                new Command.SetServing(request.serving()),
                reply,
                _ -> new CliReply.ServingSet(request.serving()));
    }

    private void offer(
            Command command, PendingReply reply, Function<Outcome, CliReply> translation) {
        boolean taken =
                inbox.offer(
                        Callers.operator(reply.session()),
                        command,
                        outcome -> {
                            OrderLog.tell(command, outcome, reply.session().peer().toString());
                            reply.session().execute(() -> end(outcome, reply, translation));
                        });
        if (!taken) {
            Outcome.Refused why = inbox.whyNot();
            reply.refuse(why.code(), why.detail());
        }
    }

    private static void end(
            Outcome outcome, PendingReply reply, Function<Outcome, CliReply> translation) {
        if (outcome instanceof Outcome.Refused refused) {
            reply.refuse(refused.code(), refused.detail());
        } else {
            reply.from(() -> translation.apply(outcome));
        }
    }

    private static IllegalStateException unexpected(Outcome outcome) {
        return new IllegalStateException("not an outcome of this command: " + outcome);
    }
}
