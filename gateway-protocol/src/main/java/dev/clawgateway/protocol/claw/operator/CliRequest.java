package dev.clawgateway.protocol.claw.operator;

import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.parts.NodeState;
import dev.clawgateway.protocol.claw.parts.WireMessage;
import dev.clawgateway.protocol.json.MemberWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator's client may ask (claw protocol, section 2.3). Each is answered by exactly one
 * {@link CliReply}.
 */
public sealed interface CliRequest extends WireMessage {
    /** First message of every CLI session. */
    record Hello(String version, long protocolVersion) implements CliRequest {}

    record GetStatus() implements CliRequest {}

    /**
     * Asks for nodes.
     *
     * @param match only those of this name, or whose id starts so; null for all. Our extension
     * @param page our extension
     */
    record ListNodes(
            @Nullable NodeState stateFilter,
            boolean includeCapabilities,
            @Nullable String match,
            WantedPart page)
            implements CliRequest {
        public ListNodes(@Nullable NodeState stateFilter, boolean includeCapabilities) {
            this(stateFilter, includeCapabilities, null, WantedPart.NONE);
        }

        /** The same, another part. */
        public ListNodes at(WantedPart other) {
            return new ListNodes(stateFilter, includeCapabilities, match, other);
        }
    }

    record GetNode(NodeId nodeId) implements CliRequest {}

    /**
     * Asks for workloads.
     *
     * @param wanted our extension
     * @param page our extension
     */
    record ListWorkloads(
            @Nullable NodeId nodeFilter,
            @Nullable WorkloadState stateFilter,
            WorkloadFilter wanted,
            WantedPart page)
            implements CliRequest {
        public ListWorkloads(@Nullable NodeId nodeFilter, @Nullable WorkloadState stateFilter) {
            this(nodeFilter, stateFilter, WorkloadFilter.ALL, WantedPart.NONE);
        }

        /** The same, another part. */
        public ListWorkloads at(WantedPart other) {
            return new ListWorkloads(nodeFilter, stateFilter, wanted, other);
        }
    }

    record GetWorkload(WorkloadId workloadId) implements CliRequest {}

    /**
     * Starts a workload. Also read from the product document's {@code deploy_workload} and {@code
     * schedule_workload}.
     *
     * @param nodeId null lets the scheduler choose
     * @param queue true keeps it pending when nothing fits now, instead of refusing it. Our
     *     extension
     */
    record StartWorkload(@Nullable NodeId nodeId, WorkloadSpec spec, boolean queue)
            implements CliRequest {}

    record StopWorkload(WorkloadId workloadId, boolean force) implements CliRequest {}

    /**
     * Asks for the kept output.
     *
     * @param tail lines of each stream; null for all
     * @param from the first lines wanted, to go on from there; null for the newest. Our extension
     */
    record GetLogs(
            WorkloadId workloadId,
            @Nullable Long tail,
            boolean includeStderr,
            @Nullable LogPosition from)
            implements CliRequest {
        public GetLogs(WorkloadId workloadId, @Nullable Long tail, boolean includeStderr) {
            this(workloadId, tail, includeStderr, null);
        }
    }

    /**
     * Takes a node out of use, or back in.
     *
     * @param drain false undoes
     * @param deadlineSecs after which what is left is moved; null for never. Our extension
     */
    record DrainNode(NodeId nodeId, boolean drain, @Nullable Long deadlineSecs)
            implements CliRequest {
        public DrainNode(NodeId nodeId, boolean drain) {
            this(nodeId, drain, null);
        }
    }

    record GetMoltStatus() implements CliRequest {}

    record ListMoltPeers() implements CliRequest {}

    record GetMoltBalance() implements CliRequest {}

    record Ping(Instant timestamp) implements CliRequest {}

    record GetMeshStatus() implements CliRequest {}

    record ListMeshPeers() implements CliRequest {}

    record GetMeshNode(NodeId nodeId) implements CliRequest {}

    record ClearGate(WorkloadId workloadId, String gateName) implements CliRequest {}

    record GetSchedulingStatus(WorkloadId workloadId) implements CliRequest {}

    record ListGatedWorkloads() implements CliRequest {}

    record UpdateNodeCondition(
            NodeId nodeId, String conditionType, boolean satisfied, @Nullable String reason)
            implements CliRequest {}

    record SetNodeLabel(NodeId nodeId, String key, String value) implements CliRequest {}

    record RemoveNodeLabel(NodeId nodeId, String key) implements CliRequest {}

    record GetNodeConditions(NodeId nodeId) implements CliRequest {}

    /**
     * Runs a command on a node.
     *
     * @param params text that contains JSON; null for none
     */
    record NodeInvoke(NodeId nodeId, String command, @Nullable String params, long timeoutMs)
            implements CliRequest {
        /** The limit of a request that names none. */
        public static final long DEFAULT_TIMEOUT_MS = 30_000;
    }

    /**
     * Keeps new work from a node. Our extension.
     *
     * @param reason why, for those who read it; null keeps the one given before
     */
    record CordonNode(NodeId nodeId, @Nullable String reason) implements CliRequest {}

    /** A node that is away will not return. Our extension. */
    record DeleteNode(NodeId nodeId) implements CliRequest {}

    /** Takes a cordon back. Our extension. */
    record UncordonNode(NodeId nodeId) implements CliRequest {}

    /** Taints a node, in place of every taint of that key. Our extension. */
    record SetNodeTaint(NodeId nodeId, String key, String value) implements CliRequest {}

    /** Hides every taint of a key. Our extension. */
    record RemoveNodeTaint(NodeId nodeId, String key) implements CliRequest {}

    /**
     * Where would it run? Nothing is started or kept. Our extension.
     *
     * @param nodeId the only node to look at; null for all
     */
    record PlanWorkload(@Nullable NodeId nodeId, WorkloadSpec spec) implements CliRequest {}

    /** Why does it wait, or why does it run where it runs? Our extension. */
    record ExplainWorkload(WorkloadId workloadId) implements CliRequest {}

    /**
     * Makes or changes a virtual cluster. Our extension. A quota member left out on the wire means
     * nothing for the guarantee and no limit for the limit.
     */
    record SetVirtualCluster(VirtualCluster cluster) implements CliRequest {}

    /** Takes a virtual cluster's declaration back. Our extension. */
    record RemoveVirtualCluster(String name) implements CliRequest {}

    /** Asks for all virtual clusters. Our extension. */
    record ListVirtualClusters() implements CliRequest {}

    /**
     * Begins or ends maintenance. Our extension.
     *
     * @param serving false is maintenance: nothing new is placed, what runs goes on
     */
    record SetServing(boolean serving) implements CliRequest {}

    /**
     * Plans a time in which nodes are to stand empty, or another in place of the one of that name.
     * Our extension.
     *
     * @param nodes those it concerns by their ids
     * @param selector labels that others must have; empty for none
     * @param leadSecs how long before it begins they take no new work
     * @param reason why, for those who read it; null for none
     */
    record SetMaintenance(
            String name,
            List<NodeId> nodes,
            Map<String, String> selector,
            Instant from,
            Instant until,
            long leadSecs,
            @Nullable String reason)
            implements CliRequest {
        /** The lead of a request that names none. */
        public static final long DEFAULT_LEAD_SECS = 1800;

        public SetMaintenance {
            nodes = List.copyOf(nodes);
            selector = FrozenMap.copyOf(selector);
        }
    }

    /** Takes a maintenance window back. Our extension. */
    record RemoveMaintenance(String name) implements CliRequest {}

    /** Asks for the maintenance windows that are planned or on. Our extension. */
    record ListMaintenance() implements CliRequest {}

    /**
     * Who waits for devices, and why? Our extension.
     *
     * @param limit most entries wanted
     */
    record ListQueue(int limit) implements CliRequest {
        /** The limit of a request that names none. */
        public static final int DEFAULT_LIMIT = 1000;
    }

    /** Which moves would let the first waiting workload start? Our extension. */
    record AdviseMoves() implements CliRequest {}

    /** Silent nodes are gone for good, though they are many. Our extension. */
    record AcceptLosses() implements CliRequest {}

    @Override
    default void write(MemberWriter out) {
        CliRequestWriter.write(this, out);
    }

    @Override
    default String type() {
        return switch (this) {
            case Hello _ -> "hello";
            case GetStatus _ -> "get_status";
            case ListNodes _ -> "list_nodes";
            case GetNode _ -> "get_node";
            case ListWorkloads _ -> "list_workloads";
            case GetWorkload _ -> "get_workload";
            case StartWorkload _ -> "start_workload";
            case StopWorkload _ -> "stop_workload";
            case GetLogs _ -> "get_logs";
            case DrainNode _ -> "drain_node";
            case GetMoltStatus _ -> "get_molt_status";
            case ListMoltPeers _ -> "list_molt_peers";
            case GetMoltBalance _ -> "get_molt_balance";
            case Ping _ -> "ping";
            case GetMeshStatus _ -> "get_mesh_status";
            case ListMeshPeers _ -> "list_mesh_peers";
            case GetMeshNode _ -> "get_mesh_node";
            case ClearGate _ -> "clear_gate";
            case GetSchedulingStatus _ -> "get_scheduling_status";
            case ListGatedWorkloads _ -> "list_gated_workloads";
            case UpdateNodeCondition _ -> "update_node_condition";
            case SetNodeLabel _ -> "set_node_label";
            case RemoveNodeLabel _ -> "remove_node_label";
            case GetNodeConditions _ -> "get_node_conditions";
            case NodeInvoke _ -> "node_invoke";
            case DeleteNode _ -> "delete_node";
            case CordonNode _ -> "cordon_node";
            case UncordonNode _ -> "uncordon_node";
            case SetNodeTaint _ -> "set_node_taint";
            case RemoveNodeTaint _ -> "remove_node_taint";
            case PlanWorkload _ -> "plan_workload";
            case ExplainWorkload _ -> "explain_workload";
            case SetVirtualCluster _ -> "set_virtual_cluster";
            case RemoveVirtualCluster _ -> "remove_virtual_cluster";
            case ListVirtualClusters _ -> "list_virtual_clusters";
            case ListQueue _ -> "list_queue";
            case SetMaintenance _ -> "set_maintenance";
            case RemoveMaintenance _ -> "remove_maintenance";
            case ListMaintenance _ -> "list_maintenance";
            case SetServing _ -> "set_serving";
            case AdviseMoves _ -> "advise_moves";
            case AcceptLosses _ -> "accept_losses";
        };
    }
}
