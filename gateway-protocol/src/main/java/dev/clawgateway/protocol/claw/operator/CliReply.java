package dev.clawgateway.protocol.claw.operator;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Advice;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.MassAbsence;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.info.GatedWorkloadInfo;
import dev.clawgateway.protocol.claw.operator.info.MeshNodeInfo;
import dev.clawgateway.protocol.claw.operator.info.MeshPeerInfo;
import dev.clawgateway.protocol.claw.operator.info.MoltPeerInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeConditionInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.NodeLabelInfo;
import dev.clawgateway.protocol.claw.operator.info.PlacementExplanation;
import dev.clawgateway.protocol.claw.operator.info.PlannedWorker;
import dev.clawgateway.protocol.claw.operator.info.VirtualClusterInfo;
import dev.clawgateway.protocol.claw.operator.info.WaitingInfo;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.protocol.claw.parts.WireMessage;
import dev.clawgateway.protocol.json.MemberWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the gateway answers an operator's client (claw protocol, section 2.4). */
public sealed interface CliReply extends WireMessage {
    record Welcome(String serverVersion, long protocolVersion) implements CliReply {}

    /**
     * The fleet in numbers.
     *
     * @param activeWorkloads those not in a final state
     * @param totalVramMib over all GPUs of all listed nodes
     * @param serving false in maintenance: nothing new is placed. Our extension
     * @param massSilence null while not many nodes are silent together. Our extension
     */
    record Status(
            long nodeCount,
            long healthyNodes,
            long gpuCount,
            long activeWorkloads,
            long totalVramMib,
            String gatewayVersion,
            long uptimeSecs,
            boolean serving,
            @Nullable MassAbsence massSilence)
            implements CliReply {}

    /**
     * A list of nodes, or a part of one.
     *
     * @param total all that the request is about, listed here or not; null from a gateway that does
     *     not say. Our extension
     * @param next where the following part begins; null after the last. Our extension
     */
    record Nodes(List<NodeInfo> nodes, @Nullable Long total, @Nullable String next)
            implements CliReply {
        public Nodes {
            nodes = List.copyOf(nodes);
        }

        public Nodes(List<NodeInfo> nodes) {
            this(nodes, (long) nodes.size(), null);
        }
    }

    record Node(NodeInfo node) implements CliReply {}

    /**
     * A list of workloads, or a part of one.
     *
     * @param total all that the request is about, listed here or not; null from a gateway that does
     *     not say. Our extension
     * @param next where the following part begins; null after the last. Our extension
     */
    record Workloads(List<WorkloadInfo> workloads, @Nullable Long total, @Nullable String next)
            implements CliReply {
        public Workloads {
            workloads = List.copyOf(workloads);
        }

        public Workloads(List<WorkloadInfo> workloads) {
            this(workloads, (long) workloads.size(), null);
        }
    }

    record Workload(WorkloadInfo workload) implements CliReply {}

    record WorkloadStarted(WorkloadId workloadId, NodeId nodeId) implements CliReply {}

    /** The stop was accepted; the node need not have obeyed yet. */
    record WorkloadStopped(WorkloadId workloadId) implements CliReply {}

    record NodeDrained(NodeId nodeId, boolean draining) implements CliReply {}

    /**
     * What a workload printed.
     *
     * @param first the place of the first line of each list, or where the next one will be; null
     *     from a gateway that does not say. Our extension
     */
    record Logs(
            WorkloadId workloadId,
            List<String> stdoutLines,
            List<String> stderrLines,
            @Nullable LogPosition first)
            implements CliReply {
        public Logs {
            stdoutLines = List.copyOf(stdoutLines);
            stderrLines = List.copyOf(stderrLines);
        }
    }

    record MoltStatus(
            boolean connected, long peerCount, @Nullable String nodeId, @Nullable String region)
            implements CliReply {
        /** The answer where MOLT is not built in. */
        public static final MoltStatus ABSENT = new MoltStatus(false, 0, null, null);
    }

    record MoltPeers(List<MoltPeerInfo> peers) implements CliReply {
        public MoltPeers {
            peers = List.copyOf(peers);
        }
    }

    /** Amounts in the smallest token unit. */
    record MoltBalance(long balance, long pending, long staked) implements CliReply {}

    /**
     * Answer to a ping.
     *
     * @param clientTimestamp the instant of the ping, unchanged
     */
    record Pong(Instant clientTimestamp, Instant serverTimestamp) implements CliReply {}

    /**
     * The mesh in numbers.
     *
     * @param topologyType {@code full_mesh}, {@code hub_spoke}, {@code custom} or {@code none}
     */
    record MeshStatus(
            boolean enabled,
            long nodeCount,
            long connectionCount,
            String networkCidr,
            String topologyType)
            implements CliReply {
        /** The answer while the mesh is off. */
        public static final MeshStatus OFF = new MeshStatus(false, 0, 0, "", "none");
    }

    record MeshPeers(List<MeshPeerInfo> peers) implements CliReply {
        public MeshPeers {
            peers = List.copyOf(peers);
        }
    }

    record MeshNode(MeshNodeInfo node) implements CliReply {}

    /**
     * A gate is open.
     *
     * @param pendingGates what still holds the workload back
     */
    record GateCleared(WorkloadId workloadId, String gateName, List<String> pendingGates)
            implements CliReply {
        public GateCleared {
            pendingGates = List.copyOf(pendingGates);
        }
    }

    /**
     * Where a workload stands with the scheduler.
     *
     * @param scheduleFailureReason why the last placement failed
     */
    record SchedulingStatus(
            WorkloadId workloadId,
            WorkloadState state,
            List<String> pendingGates,
            @Nullable NodeId assignedNode,
            List<Integer> assignedGpus,
            @Nullable Integer workerIndex,
            @Nullable String scheduleFailureReason)
            implements CliReply {
        public SchedulingStatus {
            pendingGates = List.copyOf(pendingGates);
            assignedGpus = List.copyOf(assignedGpus);
        }
    }

    /**
     * Workloads that gates hold back.
     *
     * @param total all there are, listed here or not; null from a gateway that does not say. Our
     *     extension
     */
    record GatedWorkloads(List<GatedWorkloadInfo> workloads, @Nullable Long total)
            implements CliReply {
        public GatedWorkloads {
            workloads = List.copyOf(workloads);
        }

        public GatedWorkloads(List<GatedWorkloadInfo> workloads) {
            this(workloads, (long) workloads.size());
        }
    }

    record NodeConditionUpdated(NodeId nodeId, String conditionType, boolean satisfied)
            implements CliReply {}

    record NodeLabelSet(NodeId nodeId, String key, String value) implements CliReply {}

    record NodeLabelRemoved(NodeId nodeId, String key) implements CliReply {}

    record NodeConditions(
            NodeId nodeId, List<NodeConditionInfo> conditions, List<NodeLabelInfo> labels)
            implements CliReply {
        public NodeConditions {
            conditions = List.copyOf(conditions);
            labels = List.copyOf(labels);
        }
    }

    /**
     * What the node answered.
     *
     * @param payload free JSON, not to be modified; null for none
     */
    record NodeInvokeResult(
            NodeId nodeId,
            String command,
            boolean ok,
            @Nullable JsonNode payload,
            @Nullable String error)
            implements CliReply {}

    /**
     * The wire's {@code error}: the request was refused.
     *
     * @param code section 4.6
     * @param requestType what was refused; null when that could not be read
     */
    record Failure(long code, String message, @Nullable String requestType) implements CliReply {}

    /**
     * The node is cordoned, or not, as asked for. Our extension.
     *
     * @param changed false when it was so already
     */
    record NodeCordoned(NodeId nodeId, boolean cordoned, boolean changed) implements CliReply {}

    /** The taint is in force. Our extension. */
    record NodeTaintSet(NodeId nodeId, String key, String value) implements CliReply {}

    /** No taint of that key is in force. Our extension. */
    record NodeTaintRemoved(NodeId nodeId, String key) implements CliReply {}

    /**
     * What starting would do. Our extension.
     *
     * @param nodeId the only or the first worker's; null when nothing fits
     * @param workers all members of a gang that would start, in their order; empty unless it is one
     */
    record Plan(
            boolean placed,
            @Nullable NodeId nodeId,
            List<Integer> gpuIds,
            PlacementExplanation explanation,
            List<PlannedWorker> workers)
            implements CliReply {
        public Plan {
            gpuIds = List.copyOf(gpuIds);
            workers = List.copyOf(workers);
        }
    }

    /** The wire's {@code explanation}. Our extension. */
    record Explained(PlacementExplanation explanation) implements CliReply {}

    /** The virtual cluster is as asked for. Our extension. */
    record VirtualClusterSet(String name) implements CliReply {}

    /** What was declared of the virtual cluster is forgotten. Our extension. */
    record VirtualClusterRemoved(String name) implements CliReply {}

    /** All virtual clusters and what they hold. Our extension. */
    record VirtualClusters(List<VirtualClusterInfo> virtualClusters) implements CliReply {
        public VirtualClusters {
            virtualClusters = List.copyOf(virtualClusters);
        }
    }

    /**
     * Who waits for devices. Our extension.
     *
     * @param total of all that wait, listed or not
     * @param workloads by virtual cluster, then by place in its queue
     */
    record Queue(int total, List<WaitingInfo> workloads) implements CliReply {
        public Queue {
            workloads = List.copyOf(workloads);
        }
    }

    /** Maintenance is as asked for. Our extension. */
    record ServingSet(boolean serving) implements CliReply {}

    /** Silent nodes are given up one after the other from now on. Our extension. */
    record LossesAccepted() implements CliReply {}

    /** What the node held is given up. Our extension. */
    record NodeDeleted(NodeId nodeId) implements CliReply {}

    /** The maintenance window is planned. Our extension. */
    record MaintenanceSet(String name) implements CliReply {}

    /** The maintenance window is taken back. Our extension. */
    record MaintenanceRemoved(String name) implements CliReply {}

    /** The maintenance windows that are planned or on. Our extension. */
    record MaintenanceWindows(List<MaintenanceWindow> windows) implements CliReply {
        public MaintenanceWindows {
            windows = List.copyOf(windows);
        }
    }

    /**
     * Advice only; nothing is moved. Our extension.
     *
     * @param waiting who would start after the moves; null when nothing waits
     */
    record Moves(@Nullable WorkloadId waiting, List<Advice.Move> moves) implements CliReply {
        public Moves {
            moves = List.copyOf(moves);
        }
    }

    @Override
    default void write(MemberWriter out) {
        CliReplyWriter.write(this, out);
    }

    @Override
    default String type() {
        return switch (this) {
            case Welcome _ -> "welcome";
            case Status _ -> "status";
            case Nodes _ -> "nodes";
            case Node _ -> "node";
            case Workloads _ -> "workloads";
            case Workload _ -> "workload";
            case WorkloadStarted _ -> "workload_started";
            case WorkloadStopped _ -> "workload_stopped";
            case NodeDrained _ -> "node_drained";
            case Logs _ -> "logs";
            case MoltStatus _ -> "molt_status";
            case MoltPeers _ -> "molt_peers";
            case MoltBalance _ -> "molt_balance";
            case Pong _ -> "pong";
            case MeshStatus _ -> "mesh_status";
            case MeshPeers _ -> "mesh_peers";
            case MeshNode _ -> "mesh_node";
            case GateCleared _ -> "gate_cleared";
            case SchedulingStatus _ -> "scheduling_status";
            case GatedWorkloads _ -> "gated_workloads";
            case NodeConditionUpdated _ -> "node_condition_updated";
            case NodeLabelSet _ -> "node_label_set";
            case NodeLabelRemoved _ -> "node_label_removed";
            case NodeConditions _ -> "node_conditions";
            case NodeInvokeResult _ -> "node_invoke_result";
            case Failure _ -> "error";
            case NodeCordoned _ -> "node_cordoned";
            case NodeTaintSet _ -> "node_taint_set";
            case NodeTaintRemoved _ -> "node_taint_removed";
            case Plan _ -> "plan";
            case Explained _ -> "explanation";
            case VirtualClusterSet _ -> "virtual_cluster_set";
            case VirtualClusterRemoved _ -> "virtual_cluster_removed";
            case VirtualClusters _ -> "virtual_clusters";
            case Queue _ -> "queue";
            case ServingSet _ -> "serving_set";
            case NodeDeleted _ -> "node_deleted";
            case MaintenanceSet _ -> "maintenance_set";
            case MaintenanceRemoved _ -> "maintenance_removed";
            case MaintenanceWindows _ -> "maintenance_windows";
            case LossesAccepted _ -> "losses_accepted";
            case Moves _ -> "moves";
        };
    }
}
