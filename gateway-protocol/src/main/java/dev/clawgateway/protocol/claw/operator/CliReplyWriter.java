package dev.clawgateway.protocol.claw.operator;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.CliReply.Explained;
import dev.clawgateway.protocol.claw.operator.CliReply.Failure;
import dev.clawgateway.protocol.claw.operator.CliReply.GateCleared;
import dev.clawgateway.protocol.claw.operator.CliReply.GatedWorkloads;
import dev.clawgateway.protocol.claw.operator.CliReply.Logs;
import dev.clawgateway.protocol.claw.operator.CliReply.LossesAccepted;
import dev.clawgateway.protocol.claw.operator.CliReply.MaintenanceRemoved;
import dev.clawgateway.protocol.claw.operator.CliReply.MaintenanceSet;
import dev.clawgateway.protocol.claw.operator.CliReply.MaintenanceWindows;
import dev.clawgateway.protocol.claw.operator.CliReply.MeshNode;
import dev.clawgateway.protocol.claw.operator.CliReply.MeshPeers;
import dev.clawgateway.protocol.claw.operator.CliReply.MeshStatus;
import dev.clawgateway.protocol.claw.operator.CliReply.MoltBalance;
import dev.clawgateway.protocol.claw.operator.CliReply.MoltPeers;
import dev.clawgateway.protocol.claw.operator.CliReply.MoltStatus;
import dev.clawgateway.protocol.claw.operator.CliReply.Moves;
import dev.clawgateway.protocol.claw.operator.CliReply.Node;
import dev.clawgateway.protocol.claw.operator.CliReply.NodeConditionUpdated;
import dev.clawgateway.protocol.claw.operator.CliReply.NodeConditions;
import dev.clawgateway.protocol.claw.operator.CliReply.NodeCordoned;
import dev.clawgateway.protocol.claw.operator.CliReply.NodeDeleted;
import dev.clawgateway.protocol.claw.operator.CliReply.NodeDrained;
import dev.clawgateway.protocol.claw.operator.CliReply.NodeInvokeResult;
import dev.clawgateway.protocol.claw.operator.CliReply.NodeLabelRemoved;
import dev.clawgateway.protocol.claw.operator.CliReply.NodeLabelSet;
import dev.clawgateway.protocol.claw.operator.CliReply.NodeTaintRemoved;
import dev.clawgateway.protocol.claw.operator.CliReply.NodeTaintSet;
import dev.clawgateway.protocol.claw.operator.CliReply.Nodes;
import dev.clawgateway.protocol.claw.operator.CliReply.Plan;
import dev.clawgateway.protocol.claw.operator.CliReply.Pong;
import dev.clawgateway.protocol.claw.operator.CliReply.Queue;
import dev.clawgateway.protocol.claw.operator.CliReply.SchedulingStatus;
import dev.clawgateway.protocol.claw.operator.CliReply.ServingSet;
import dev.clawgateway.protocol.claw.operator.CliReply.Status;
import dev.clawgateway.protocol.claw.operator.CliReply.VirtualClusterRemoved;
import dev.clawgateway.protocol.claw.operator.CliReply.VirtualClusterSet;
import dev.clawgateway.protocol.claw.operator.CliReply.VirtualClusters;
import dev.clawgateway.protocol.claw.operator.CliReply.Welcome;
import dev.clawgateway.protocol.claw.operator.CliReply.Workload;
import dev.clawgateway.protocol.claw.operator.CliReply.WorkloadStarted;
import dev.clawgateway.protocol.claw.operator.CliReply.WorkloadStopped;
import dev.clawgateway.protocol.claw.operator.CliReply.Workloads;
import dev.clawgateway.protocol.claw.operator.info.ExplanationFormat;
import dev.clawgateway.protocol.claw.operator.info.InfoFormat;
import dev.clawgateway.protocol.claw.operator.info.MeshFormat;
import dev.clawgateway.protocol.claw.operator.info.PlanFormat;
import dev.clawgateway.protocol.claw.operator.info.QueueFormat;
import dev.clawgateway.protocol.claw.operator.info.VirtualClusterFormat;
import dev.clawgateway.protocol.claw.operator.info.WindowFormat;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;

/** Writes what operators are answered (section 2.4). */
final class CliReplyWriter {
    private CliReplyWriter() {}

    static void write(CliReply reply, MemberWriter out) {
        out.required("type", Kinds.TEXT, reply.type());
        switch (reply) {
            case Welcome welcome -> members(welcome, out);
            case Status status -> members(status, out);
            case Nodes nodes -> members(nodes, out);
            case Node node -> out.required("node", InfoFormat.NODE, node.node());
            case Workloads workloads -> members(workloads, out);
            case Workload workload ->
                    out.required("workload", InfoFormat.WORKLOAD, workload.workload());
            case WorkloadStarted started ->
                    node(workload(out, started.workloadId()), started.nodeId());
            case WorkloadStopped stopped -> workload(out, stopped.workloadId());
            case NodeDrained drained -> members(drained, out);
            case Logs logs -> members(logs, out);
            case MoltStatus molt -> members(molt, out);
            case MoltPeers peers -> out.required("peers", MeshFormat.MOLT_PEERS, peers.peers());
            case MoltBalance balance -> members(balance, out);
            case Pong pong -> members(pong, out);
            case MeshStatus mesh -> members(mesh, out);
            case MeshPeers peers -> out.required("peers", MeshFormat.PEER_INFOS, peers.peers());
            case MeshNode node -> out.required("node", MeshFormat.NODE_INFO, node.node());
            case GateCleared cleared -> members(cleared, out);
            case SchedulingStatus status -> members(status, out);
            case GatedWorkloads gated -> members(gated, out);
            case NodeConditionUpdated updated -> members(updated, out);
            case NodeLabelSet set -> members(set, out);
            case NodeLabelRemoved removed ->
                    node(out, removed.nodeId()).required("key", Kinds.TEXT, removed.key());
            case NodeConditions conditions -> members(conditions, out);
            case NodeCordoned cordoned -> members(cordoned, out);
            case NodeTaintSet set -> members(set, out);
            case NodeTaintRemoved removed ->
                    node(out, removed.nodeId()).required("key", Kinds.TEXT, removed.key());
            case NodeInvokeResult result -> members(result, out);
            case Failure failure -> members(failure, out);
            case Plan plan -> members(plan, out);
            case Explained explained -> ExplanationFormat.write(explained.explanation(), out);
            case VirtualClusterSet set -> out.required("name", Kinds.TEXT, set.name());
            case VirtualClusterRemoved removed -> out.required("name", Kinds.TEXT, removed.name());
            case Queue queue -> members(queue, out);
            case VirtualClusters clusters -> members(clusters, out);
            case LossesAccepted _ -> {}
            case NodeDeleted deleted -> node(out, deleted.nodeId());
            case MaintenanceSet set -> out.required("name", Kinds.TEXT, set.name());
            case MaintenanceRemoved removed -> out.required("name", Kinds.TEXT, removed.name());
            case MaintenanceWindows list ->
                    out.required("windows", WindowFormat.WINDOWS, list.windows());
            case ServingSet set -> out.required("serving", Kinds.FLAG, set.serving());
            case Moves moves -> members(moves, out);
        }
    }

    private static void members(Welcome welcome, MemberWriter out) {
        out.required("server_version", Kinds.TEXT, welcome.serverVersion())
                .required("protocol_version", Kinds.U32, welcome.protocolVersion());
    }

    private static void members(Nodes nodes, MemberWriter out) {
        out.required("nodes", InfoFormat.NODES, nodes.nodes())
                .optional("total", Kinds.U32, nodes.total())
                .optional("next", Kinds.TEXT, nodes.next());
    }

    private static void members(Workloads workloads, MemberWriter out) {
        out.required("workloads", InfoFormat.WORKLOADS, workloads.workloads())
                .optional("total", Kinds.U32, workloads.total())
                .optional("next", Kinds.TEXT, workloads.next());
    }

    private static void members(NodeDrained drained, MemberWriter out) {
        node(out, drained.nodeId()).required("draining", Kinds.FLAG, drained.draining());
    }

    private static void members(Logs logs, MemberWriter out) {
        workload(out, logs.workloadId())
                .required("stdout_lines", Kinds.TEXTS, logs.stdoutLines())
                .required("stderr_lines", Kinds.TEXTS, logs.stderrLines())
                .optional("first", CliRequestReader.LOG_POSITION, logs.first());
    }

    private static void members(MoltBalance balance, MemberWriter out) {
        out.required("balance", Kinds.U64, balance.balance())
                .required("pending", Kinds.U64, balance.pending())
                .required("staked", Kinds.U64, balance.staked());
    }

    private static void members(Pong pong, MemberWriter out) {
        out.required("client_timestamp", Kinds.TIME, pong.clientTimestamp())
                .required("server_timestamp", Kinds.TIME, pong.serverTimestamp());
    }

    private static void members(GateCleared cleared, MemberWriter out) {
        workload(out, cleared.workloadId())
                .required("gate_name", Kinds.TEXT, cleared.gateName())
                .required("pending_gates", Kinds.TEXTS, cleared.pendingGates());
    }

    private static void members(GatedWorkloads gated, MemberWriter out) {
        out.required("workloads", InfoFormat.GATED, gated.workloads())
                .optional("total", Kinds.U32, gated.total());
    }

    private static void members(NodeConditionUpdated updated, MemberWriter out) {
        node(out, updated.nodeId())
                .required("condition_type", Kinds.TEXT, updated.conditionType())
                .required("satisfied", Kinds.FLAG, updated.satisfied());
    }

    private static void members(NodeLabelSet set, MemberWriter out) {
        node(out, set.nodeId())
                .required("key", Kinds.TEXT, set.key())
                .required("value", Kinds.TEXT, set.value());
    }

    private static void members(NodeConditions conditions, MemberWriter out) {
        node(out, conditions.nodeId())
                .required("conditions", InfoFormat.CONDITIONS, conditions.conditions())
                .required("labels", InfoFormat.LABELS, conditions.labels());
    }

    private static void members(NodeCordoned cordoned, MemberWriter out) {
        node(out, cordoned.nodeId())
                .required("cordoned", Kinds.FLAG, cordoned.cordoned())
                .required("changed", Kinds.FLAG, cordoned.changed());
    }

    private static void members(NodeTaintSet set, MemberWriter out) {
        node(out, set.nodeId())
                .required("key", Kinds.TEXT, set.key())
                .required("value", Kinds.TEXT, set.value());
    }

    private static void members(NodeInvokeResult result, MemberWriter out) {
        node(out, result.nodeId())
                .required("command", Kinds.TEXT, result.command())
                .required("ok", Kinds.FLAG, result.ok())
                .optional("payload", Kinds.JSON, result.payload())
                .optional("error", Kinds.TEXT, result.error());
    }

    private static void members(Failure failure, MemberWriter out) {
        out.required("code", Kinds.U32, failure.code())
                .required("message", Kinds.TEXT, failure.message())
                .nullable("request_type", Kinds.TEXT, failure.requestType());
    }

    private static void members(Plan plan, MemberWriter out) {
        out.required("placed", Kinds.FLAG, plan.placed())
                .nullable("node_id", ClawKinds.NODE_ID, plan.nodeId())
                .required("gpu_ids", Kinds.COUNTS, plan.gpuIds())
                .required("explanation", ExplanationFormat.EXPLANATION, plan.explanation())
                .optional(
                        "workers",
                        PlanFormat.WORKERS,
                        plan.workers().isEmpty() ? null : plan.workers());
    }

    private static void members(Queue queue, MemberWriter out) {
        out.required("total", Kinds.COUNT, queue.total())
                .required("workloads", QueueFormat.WAITING, queue.workloads());
    }

    private static void members(VirtualClusters clusters, MemberWriter out) {
        out.required("virtual_clusters", VirtualClusterFormat.INFOS, clusters.virtualClusters());
    }

    private static void members(Moves moves, MemberWriter out) {
        out.optional("waiting", ClawKinds.WORKLOAD_ID, moves.waiting())
                .required("moves", ExplanationFormat.MOVES, moves.moves());
    }

    private static void members(Status status, MemberWriter out) {
        out.required("node_count", Kinds.U32, status.nodeCount())
                .required("healthy_nodes", Kinds.U32, status.healthyNodes())
                .required("gpu_count", Kinds.U32, status.gpuCount())
                .required("active_workloads", Kinds.U32, status.activeWorkloads())
                .required("total_vram_mib", Kinds.U64, status.totalVramMib())
                .required("gateway_version", Kinds.TEXT, status.gatewayVersion())
                .required("uptime_secs", Kinds.U64, status.uptimeSecs())
                .unless(true, "serving", Kinds.FLAG, status.serving())
                .optional("mass_silence", InfoFormat.MASS_SILENCE, status.massSilence());
    }

    private static void members(MoltStatus molt, MemberWriter out) {
        out.required("connected", Kinds.FLAG, molt.connected())
                .required("peer_count", Kinds.U32, molt.peerCount())
                .nullable("node_id", Kinds.TEXT, molt.nodeId())
                .nullable("region", Kinds.TEXT, molt.region());
    }

    private static void members(MeshStatus mesh, MemberWriter out) {
        out.required("enabled", Kinds.FLAG, mesh.enabled())
                .required("node_count", Kinds.U32, mesh.nodeCount())
                .required("connection_count", Kinds.U32, mesh.connectionCount())
                .required("network_cidr", Kinds.TEXT, mesh.networkCidr())
                .required("topology_type", Kinds.TEXT, mesh.topologyType());
    }

    private static void members(SchedulingStatus status, MemberWriter out) {
        workload(out, status.workloadId())
                .required("state", ClawKinds.WORKLOAD_STATE, status.state())
                .required("pending_gates", Kinds.TEXTS, status.pendingGates())
                .nullable("assigned_node", ClawKinds.NODE_ID, status.assignedNode())
                .required("assigned_gpus", Kinds.COUNTS, status.assignedGpus())
                .nullable("worker_index", Kinds.COUNT, status.workerIndex())
                .nullable("schedule_failure_reason", Kinds.TEXT, status.scheduleFailureReason());
    }

    private static MemberWriter node(MemberWriter out, NodeId id) {
        return out.required("node_id", ClawKinds.NODE_ID, id);
    }

    private static MemberWriter workload(MemberWriter out, WorkloadId id) {
        return out.required("workload_id", ClawKinds.WORKLOAD_ID, id);
    }
}
