package dev.clawgateway.simulation.referee.rest;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.VirtualClusterInfo;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.MachineStory;
import dev.clawgateway.simulation.referee.history.NodeStory;
import dev.clawgateway.simulation.referee.history.RequestStory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What operators were shown last, of everything there is. */
final class Shown {
    private Map<WorkloadId, WorkloadInfo> workloads = Map.of();
    private Map<NodeId, NodeInfo> nodes = Map.of();
    private long nodesAt = Long.MIN_VALUE;
    private List<VirtualClusterInfo> clusters = List.of();
    private CliReply.@Nullable Queue queue;
    private CliReply.@Nullable Status status;

    void hear(Fact fact, History history) {
        if (!(fact instanceof OperatorFact.Answered answered)) {
            return;
        }
        RequestStory request = history.request(answered.request());
        switch (answered.answer()) {
            case CliReply.Workloads list -> {
                if (request != null && request.showsAllWorkloads()) {
                    workloads = new LinkedHashMap<>();
                    list.workloads().forEach(info -> workloads.put(info.workloadId(), info));
                }
            }
            case CliReply.Nodes list -> {
                Long total = list.total();
                if (total != null && total == list.nodes().size() && list.next() == null) {
                    nodesAt = history.now();
                    nodes = new LinkedHashMap<>();
                    list.nodes().forEach(info -> nodes.put(info.nodeId(), info));
                }
            }
            case CliReply.VirtualClusters list -> clusters = list.virtualClusters();
            case CliReply.Queue list -> queue = list;
            case CliReply.Status now -> status = now;
            default -> {}
        }
    }

    Map<WorkloadId, WorkloadInfo> workloads() {
        return workloads;
    }

    Map<NodeId, NodeInfo> nodes() {
        return nodes;
    }

    /** When they were shown so. */
    long nodesAt() {
        return nodesAt;
    }

    List<VirtualClusterInfo> clusters() {
        return clusters;
    }

    CliReply.@Nullable Queue queue() {
        return queue;
    }

    CliReply.@Nullable Status status() {
        return status;
    }

    /**
     * Whether a node can be held to what it promises: one machine uses the id, it is up and so is
     * its program, which says what is so and does what it is told.
     */
    static @Nullable MachineStory reliable(NodeId id, History history) {
        NodeStory node = history.node(id);
        if (node.cloned() || node.machines().size() != 1) {
            return null;
        }
        MachineStory machine = history.machine(node.machines().first());
        return reliable(machine) && id.equals(machine.node()) ? machine : null;
    }

    static boolean reliable(MachineStory machine) {
        return machine.up()
                && machine.agent()
                && machine.promises().obedient()
                && machine.promises().truthful();
    }
}
