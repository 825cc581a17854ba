package dev.clawgateway.simulation.peer.operator;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.WantedPart;
import dev.clawgateway.protocol.claw.operator.WorkloadFilter;
import dev.clawgateway.protocol.claw.operator.info.GatedWorkloadInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.NodeState;
import dev.clawgateway.simulation.peer.Board;
import java.util.random.RandomGenerator;

/** What an operator reads, and what he learns from it. */
final class Reading {
    private final Board board;
    private final Desk desk;
    private final RandomGenerator dice;

    Reading(Board board, Desk desk, RandomGenerator dice) {
        this.board = board;
        this.desk = desk;
        this.dice = dice;
    }

    /** One of all the lists there are. */
    void anything() {
        switch (dice.nextInt(10)) {
            case 0, 1 -> nodes();
            case 2 -> desk.ask(new CliRequest.ListQueue(1 + dice.nextInt(100)), _ -> {});
            case 3 -> desk.ask(new CliRequest.ListVirtualClusters(), _ -> {});
            case 4 -> desk.ask(new CliRequest.ListGatedWorkloads(), _ -> {});
            case 5 -> desk.ask(new CliRequest.AdviseMoves(), _ -> {});
            case 6 -> rarely();
            default -> workloads();
        }
    }

    private void rarely() {
        desk.ask(
                switch (dice.nextInt(8)) {
                    case 6 -> new CliRequest.Hello("0.2.0", 1L + dice.nextInt(2));
                    case 7 -> new CliRequest.GetMeshNode(WorkloadInfo.NO_NODE);
                    case 0 -> new CliRequest.GetMoltStatus();
                    case 1 -> new CliRequest.ListMoltPeers();
                    case 2 -> new CliRequest.GetMoltBalance();
                    case 3 -> new CliRequest.GetMeshStatus();
                    case 4 -> new CliRequest.ListMeshPeers();
                    default -> new CliRequest.Ping(desk.now());
                },
                _ -> {});
    }

    void nodes() {
        nodes(new CliRequest.ListNodes(null, dice.nextBoolean(), null, part()));
    }

    private void nodes(CliRequest.ListNodes request) {
        desk.ask(
                request,
                reply -> {
                    if (reply instanceof CliReply.Nodes nodes) {
                        nodes.nodes().forEach(this::saw);
                        if (nodes.next() != null) {
                            nodes(request.at(request.page().next(nodes.next())));
                        }
                    }
                });
    }

    private void workloads() {
        workloads(new CliRequest.ListWorkloads(null, null, WorkloadFilter.ALL, part()));
    }

    private void workloads(CliRequest.ListWorkloads request) {
        desk.ask(
                request,
                reply -> {
                    if (reply instanceof CliReply.Workloads workloads) {
                        workloads.workloads().forEach(this::saw);
                        if (workloads.next() != null) {
                            workloads(request.at(request.page().next(workloads.next())));
                        }
                    }
                });
    }

    private WantedPart part() {
        return switch (dice.nextInt(3)) {
            case 0 -> WantedPart.NONE;
            case 1 -> WantedPart.FIRST;
            default -> new WantedPart(1L + dice.nextInt(20), null);
        };
    }

    private void saw(NodeInfo node) {
        Capabilities full = node.capabilities();
        board.saw(
                node.nodeId(),
                full == null
                        ? board.devices(node.nodeId())
                        : full.capacity().gpus().stream()
                                .map(Gpu::uuid)
                                .filter(id -> !id.isBlank())
                                .toList());
    }

    private void saw(WorkloadInfo workload) {
        board.saw(workload.workloadId(), workload.state());
    }

    void showed(CliReply reply) {
        if (reply instanceof CliReply.Workload workload) {
            saw(workload.workload());
        }
    }

    void submitted(CliReply reply) {
        if (reply instanceof CliReply.WorkloadStarted started) {
            board.heardOf(started.workloadId());
        } else if (reply instanceof CliReply.SchedulingStatus status) {
            board.saw(status.workloadId(), status.state());
        }
    }

    /** Clears every gate that holds anybody back, and looks again until there is none. */
    void openGates() {
        desk.insist(
                new CliRequest.ListGatedWorkloads(),
                reply -> {
                    if (reply instanceof CliReply.GatedWorkloads gated
                            && !gated.workloads().isEmpty()) {
                        gated.workloads().forEach(this::open);
                        openGates();
                    }
                });
    }

    private void open(GatedWorkloadInfo gated) {
        for (String gate : gated.pendingGates()) {
            desk.insist(new CliRequest.ClearGate(gated.workloadId(), gate), _ -> {});
        }
    }

    /** Stops all that has not ended. */
    void stopAll() {
        stopAll(new CliRequest.ListWorkloads(null, null, WorkloadFilter.ALL, WantedPart.FIRST));
    }

    private void stopAll(CliRequest.ListWorkloads request) {
        desk.insist(
                request,
                reply -> {
                    if (reply instanceof CliReply.Workloads workloads) {
                        for (WorkloadInfo workload : workloads.workloads()) {
                            saw(workload);
                            if (!workload.state().isFinal()) {
                                stop(workload.workloadId());
                            }
                        }
                        if (workloads.next() != null) {
                            stopAll(request.at(request.page().next(workloads.next())));
                        }
                    }
                });
    }

    private void stop(WorkloadId workload) {
        desk.insist(new CliRequest.StopWorkload(workload, false), _ -> {});
    }

    /** Every list whole, until it was answered. */
    void everything() {
        whole(new CliRequest.ListNodes(null, true, null, WantedPart.FIRST));
        whole(new CliRequest.ListWorkloads(null, null, WorkloadFilter.ALL, WantedPart.FIRST));
        desk.insist(new CliRequest.ListVirtualClusters(), _ -> {});
        desk.insist(new CliRequest.ListQueue(CliRequest.ListQueue.DEFAULT_LIMIT), _ -> {});
        desk.insist(new CliRequest.GetStatus(), _ -> {});
    }

    private void whole(CliRequest.ListWorkloads request) {
        desk.insist(
                request,
                reply -> {
                    if (reply instanceof CliReply.Workloads workloads) {
                        workloads.workloads().forEach(this::saw);
                        if (workloads.next() != null) {
                            whole(request.at(request.page().next(workloads.next())));
                        }
                    }
                });
    }

    private void whole(CliRequest.ListNodes request) {
        desk.insist(
                request,
                reply -> {
                    if (reply instanceof CliReply.Nodes nodes && nodes.next() != null) {
                        whole(request.at(request.page().next(nodes.next())));
                    }
                });
    }

    /** On each node that is healthy, one workload that takes all it has. */
    void fill() {
        desk.insist(
                new CliRequest.ListNodes(null, true, null, WantedPart.FIRST),
                reply -> {
                    if (reply instanceof CliReply.Nodes nodes) {
                        nodes.nodes().stream()
                                .filter(node -> node.state() == NodeState.HEALTHY)
                                .forEach(this::fill);
                    }
                });
    }

    private void fill(NodeInfo node) {
        if (node.capabilities() != null) {
            desk.ask(
                    new CliRequest.StartWorkload(
                            node.nodeId(), Specs.filler(node.capabilities()), false),
                    this::submitted);
            desk.ask(
                    new CliRequest.StartWorkload(
                            node.nodeId(), Specs.filler(node.capabilities()), true),
                    this::submitted);
        }
    }
}
