package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.GatedList;
import dev.clawgateway.client.api.SchedulingView;
import dev.clawgateway.client.api.VirtualClusterList;
import dev.clawgateway.client.api.WaitingList;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.info.GatedWorkloadInfo;
import dev.clawgateway.protocol.claw.operator.info.VirtualClusterInfo;
import dev.clawgateway.protocol.claw.operator.info.WaitingInfo;
import java.time.Duration;

/** What waits, and for which virtual cluster, between wire and caller, both ways, nothing lost. */
final class QueueWire {
    private QueueWire() {}

    static SchedulingView view(CliReply.SchedulingStatus status) {
        return new SchedulingView(
                status.workloadId(),
                status.state(),
                status.pendingGates(),
                status.assignedNode(),
                status.assignedGpus(),
                status.workerIndex(),
                status.scheduleFailureReason());
    }

    static CliReply.SchedulingStatus status(SchedulingView view) {
        return new CliReply.SchedulingStatus(
                view.workload(),
                view.state(),
                view.pendingGates(),
                view.node(),
                view.gpus(),
                view.workerIndex(),
                view.failureReason());
    }

    static WaitingList view(CliReply.Queue queue) {
        return new WaitingList(
                queue.total(), queue.workloads().stream().map(QueueWire::view).toList());
    }

    static CliReply.Queue queue(WaitingList list) {
        return new CliReply.Queue(
                list.total(), list.requests().stream().map(QueueWire::info).toList());
    }

    private static WaitingList.Request view(WaitingInfo waiting) {
        return new WaitingList.Request(
                waiting.workloadId(),
                waiting.name(),
                waiting.virtualCluster(),
                waiting.priority(),
                waiting.members(),
                waiting.position(),
                waiting.submittedAt(),
                waiting.neverHere(),
                waiting.reason(),
                waiting.expectedStart());
    }

    private static WaitingInfo info(WaitingList.Request request) {
        return new WaitingInfo(
                request.workload(),
                request.name(),
                request.virtualCluster(),
                request.priority(),
                request.members(),
                request.position(),
                request.submittedAt(),
                request.neverHere(),
                request.reason(),
                request.expectedStart());
    }

    static GatedList view(CliReply.GatedWorkloads gated) {
        return new GatedList(
                gated.workloads().stream().map(QueueWire::view).toList(), gated.total());
    }

    static CliReply.GatedWorkloads gated(GatedList list) {
        return new CliReply.GatedWorkloads(
                list.workloads().stream().map(QueueWire::info).toList(), list.known());
    }

    private static GatedList.Gated view(GatedWorkloadInfo gated) {
        return new GatedList.Gated(
                gated.workloadId(),
                gated.image(),
                gated.pendingGates(),
                gated.submittedAt(),
                Duration.ofSeconds(gated.waitingSecs()));
    }

    private static GatedWorkloadInfo info(GatedList.Gated gated) {
        return new GatedWorkloadInfo(
                gated.workload(),
                gated.image(),
                gated.pendingGates(),
                gated.submittedAt(),
                gated.waiting().toSeconds());
    }

    static VirtualClusterList view(CliReply.VirtualClusters reply) {
        return new VirtualClusterList(
                reply.virtualClusters().stream()
                        .map(info ->
                                new VirtualClusterList.Usage(
                                        info.cluster(),
                                        info.allocated(),
                                        info.waiting(),
                                        info.share()))
                        .toList());
    }

    static CliReply.VirtualClusters virtualClusters(VirtualClusterList list) {
        return new CliReply.VirtualClusters(
                list.virtualClusters().stream()
                        .map(usage ->
                                new VirtualClusterInfo(
                                        usage.declared(),
                                        usage.allocated(),
                                        usage.waiting(),
                                        usage.share()))
                        .toList());
    }
}
