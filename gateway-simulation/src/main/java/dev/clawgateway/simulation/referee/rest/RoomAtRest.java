package dev.clawgateway.simulation.referee.rest;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.VirtualClusterInfo;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.protocol.claw.parts.GpuUse;
import dev.clawgateway.protocol.claw.parts.NodeState;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Once everything was stopped, everything is free: no node's devices are held, no virtual cluster
 * holds anything, nobody waits, and no more is counted as active than is shown. And what fits is
 * started at once: a workload that takes all that a node has, on each node that is open to work.
 */
final class RoomAtRest implements Judge {
    private static final long LATELY_NANOS = 60_000_000_000L;

    private final Shown shown = new Shown();
    private final Set<Long> fillers = new LinkedHashSet<>();

    @Override
    public Invariant invariant() {
        return Invariant.LIVENESS;
    }

    @Override
    public void hear(Fact fact, History history) {
        shown.hear(fact, history);
        if (history.rest() == WorldFact.Rest.STOPPED
                && fact instanceof OperatorFact.Asked asked
                && asked.what() instanceof CliRequest.StartWorkload start
                && !avoided(start.nodeId())) {
            fillers.add(asked.request());
        }
    }

    @Override
    public void rested(History history) {
        active(history);
        shown.nodes().values().forEach(node -> there(node, history));
        switch (history.rest()) {
            case QUIET -> {}
            case STOPPED, EMPTY -> free(history);
            case FILLED -> fillers.forEach(request -> filled(history.request(request), history));
            case FOLLOWED ->
                    fillers.forEach(request -> followed(history.request(request), history));
            case null -> {}
        }
    }

    /** Whoever beats and is answered is shown as there. */
    private void there(NodeInfo node, History history) {
        boolean heard = history.node(node.nodeId()).answeredSince(history.now() - LATELY_NANOS);
        LinkStory link = history.node(node.nodeId()).link();
        boolean cameLater = link != null && link.registeredSince() > shown.nodesAt();
        if (node.state() == NodeState.OFFLINE
                && heard
                && !cameLater
                && Shown.reliable(node.nodeId(), history) != null) {
            throw broken(
                    history,
                    "%s is shown as offline, and its heartbeats are answered"
                            .formatted(node.name()));
        }
    }

    private void active(History history) {
        CliReply.Status status = shown.status();
        long active =
                shown.workloads().values().stream().filter(info -> !info.state().isFinal()).count();
        // What was asked for between the list and the status may have ended meanwhile.
        if (history.rest() != WorldFact.Rest.QUIET
                && status != null
                && active != status.activeWorkloads()) {
            throw broken(
                    history,
                    "%d workloads are counted as active, and %d are shown so"
                            .formatted(status.activeWorkloads(), active));
        }
    }

    private void free(History history) {
        List<WorkloadId> held = new ArrayList<>();
        for (WorkloadInfo info : shown.workloads().values()) {
            if (info.state().holdsDevices()) {
                held.add(info.workloadId());
            }
        }
        shown.nodes().values().forEach(node -> free(node, history));
        CliReply.Queue queue = shown.queue();
        if (queue != null && queue.total() > 0) {
            throw broken(
                    history, "all was stopped, and %d wait in queues".formatted(queue.total()));
        }
        // What is kept for unknown work of a node counts in its virtual cluster, and is not shown.
        boolean unknown =
                shown.nodes().values().stream()
                        .anyMatch(node -> node.avoided() != null || notGivenUpYet(node, history));
        for (VirtualClusterInfo cluster : shown.clusters()) {
            if (!unknown
                    && held.isEmpty()
                    && !cluster.allocated().equals(VirtualCluster.Quota.NONE)) {
                throw broken(
                        history,
                        "nothing runs, and virtual cluster %s holds %s"
                                .formatted(cluster.cluster().name(), cluster.allocated()));
            }
        }
    }

    /** Away, and not for so long yet that what it runs is given up. */
    private static boolean notGivenUpYet(NodeInfo node, History history) {
        long patience = history.rules().nodeTimeout().toNanos() + LATELY_NANOS;
        return node.state() == NodeState.OFFLINE
                && history.node(node.nodeId()).answeredSince(history.now() - patience);
    }

    private void free(NodeInfo node, History history) {
        GpuUse use = node.gpuUse();
        boolean holds =
                shown.workloads().values().stream()
                        .anyMatch(info ->
                                info.state().holdsDevices() && info.nodeId().equals(node.nodeId()));
        if (use != null && !holds && use.allocatedMilli() > 0) {
            throw broken(
                    history,
                    "nothing runs on %s, and %d thousandths of its GPUs are held"
                            .formatted(node.name(), use.allocatedMilli()));
        }
    }

    private void filled(@Nullable RequestStory filler, History history) {
        if (filler != null
                && filler.answer() instanceof CliReply.Failure failure
                && filler.what() instanceof CliRequest.StartWorkload start
                && !start.queue()
                && start.nodeId() != null
                && open(start.nodeId(), history)
                && wasThere(start.nodeId(), filler, history)) {
            throw broken(
                    history,
                    "nothing runs on %s, which is open to work, and all it has can not be had: %s"
                            .formatted(start.nodeId(), failure.message()));
        }
    }

    /**
     * On the connection that it has still: a credential may have ended the one before just then.
     */
    private static boolean wasThere(NodeId id, RequestStory filler, History history) {
        LinkStory link = history.node(id).link();
        return link != null && link.registeredSince() <= filler.askedAt();
    }

    /** What waited for a place that is free now has it. */
    private void followed(@Nullable RequestStory waited, History history) {
        if (waited != null
                && waited.answer() instanceof CliReply.SchedulingStatus status
                && waited.what() instanceof CliRequest.StartWorkload start
                && start.nodeId() != null
                && open(start.nodeId(), history)
                && waits(status.workloadId())) {
            throw broken(
                    history,
                    "%s waits, and has had room on %s for a while"
                            .formatted(status.workloadId(), start.nodeId()));
        }
    }

    /** A node that refused starts while faults lasted is left alone for a while after them. */
    private boolean avoided(@Nullable NodeId id) {
        NodeInfo node = id == null ? null : shown.nodes().get(id);
        return node != null && node.avoided() != null;
    }

    private boolean waits(WorkloadId id) {
        WorkloadInfo info = shown.workloads().get(id);
        return info != null && info.state() == WorkloadState.PENDING;
    }

    /** Shown as healthy and not kept from work, with a program that can be relied on. */
    private boolean open(NodeId id, History history) {
        NodeInfo node = shown.nodes().get(id);
        return node != null
                && Shown.reliable(id, history) != null
                && node.state() == NodeState.HEALTHY
                && node.cordon() == null
                && !avoided(id)
                && node.capabilities() != null
                && node.capabilities().taints().isEmpty()
                && worksAtAll(node.capabilities().capacity())
                && shown.workloads().values().stream()
                        .noneMatch(info -> info.state().holdsDevices() && info.nodeId().equals(id));
    }

    /** The filler is of a kind that it runs. */
    private static boolean worksAtAll(NodeCapacity capacity) {
        return capacity.runs(true) || capacity.runs(false);
    }
}
