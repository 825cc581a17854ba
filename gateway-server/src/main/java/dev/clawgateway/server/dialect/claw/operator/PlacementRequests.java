package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.operations.PlacementOperations;
import dev.clawgateway.control.operations.VirtualClusterOperations;
import dev.clawgateway.control.operations.lists.ListedCluster;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.VirtualClusterInfo;
import dev.clawgateway.server.shown.ShownExplanations;
import java.util.List;

/** What operators ask the placement engine, and order about virtual clusters. */
final class PlacementRequests {
    private final PlacementOperations placement;
    private final VirtualClusterOperations clusters;

    PlacementRequests(PlacementOperations placement, VirtualClusterOperations clusters) {
        this.placement = placement;
        this.clusters = clusters;
    }

    void status(CliRequest.GetSchedulingStatus request, PendingReply reply) {
        placement.status(
                reply.caller(), request.workloadId(), reply.found(PlacementRequests::status));
    }

    private static CliReply status(ListedWorkload view) {
        WorkloadRecord workload = view.record();
        WorkerPlace place = workload.place();
        Allocation allocation = workload.allocation();
        return new CliReply.SchedulingStatus(
                workload.id(),
                workload.state(),
                workload.pendingGates(),
                allocation == null ? null : allocation.node(),
                allocation == null ? List.of() : allocation.gpuIndexes(),
                place == null ? null : place.index(),
                view.reason());
    }

    void explain(CliRequest.ExplainWorkload request, PendingReply reply) {
        placement.explain(
                reply.caller(),
                request.workloadId(),
                reply.found(why -> new CliReply.Explained(ShownExplanations.of(why))));
    }

    void plan(CliRequest.PlanWorkload request, PendingReply reply) {
        placement.plan(
                reply.caller(), request.spec(), request.nodeId(), reply.found(Explanations::plan));
    }

    void queue(CliRequest.ListQueue request, PendingReply reply) {
        placement.queue(
                reply.caller(),
                new PageRequest(null, request.limit()),
                reply.found(page ->
                        new CliReply.Queue(
                                (int) page.total(),
                                page.items().stream().map(Explanations::waiting).toList())));
    }

    void advise(PendingReply reply) {
        placement.advise(
                reply.caller(),
                reply.found(advice ->
                        advice.map(one -> new CliReply.Moves(one.beneficiary(), one.moves()))
                                .orElseGet(() -> new CliReply.Moves(null, List.of()))));
    }

    void clusters(PendingReply reply) {
        clusters.list(
                reply.caller(),
                PageRequest.FIRST,
                reply.found(page ->
                        new CliReply.VirtualClusters(
                                page.items().stream()
                                        .map(ListedCluster::usage)
                                        .map(usage ->
                                                new VirtualClusterInfo(
                                                        usage.cluster(),
                                                        usage.used(),
                                                        usage.waiting(),
                                                        (float) usage.share()))
                                        .toList())));
    }

    void setCluster(CliRequest.SetVirtualCluster request, PendingReply reply) {
        clusters.set(
                reply.caller(),
                request.cluster(),
                reply.told(_ -> new CliReply.VirtualClusterSet(request.cluster().name())));
    }

    void removeCluster(CliRequest.RemoveVirtualCluster request, PendingReply reply) {
        clusters.remove(
                reply.caller(),
                request.name(),
                reply.told(_ -> new CliReply.VirtualClusterRemoved(request.name())));
    }
}
