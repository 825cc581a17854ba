package dev.clawgateway.protocol.claw.operator;

import static java.util.Map.entry;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.info.ExplanationFormat;
import dev.clawgateway.protocol.claw.operator.info.InfoFormat;
import dev.clawgateway.protocol.claw.operator.info.MeshFormat;
import dev.clawgateway.protocol.claw.operator.info.PlanFormat;
import dev.clawgateway.protocol.claw.operator.info.QueueFormat;
import dev.clawgateway.protocol.claw.operator.info.VirtualClusterFormat;
import dev.clawgateway.protocol.claw.operator.info.WindowFormat;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.MessageFamily;
import java.util.Map;

/** Reads what operators are answered (section 2.4). */
public final class CliReplyReader {
    public static final MessageFamily<CliReply> FAMILY =
            new MessageFamily<CliReply>(
                    Map.ofEntries(
                            entry("welcome", CliReplyReader::welcome),
                            entry("status", CliReplyReader::status),
                            entry("nodes", CliReplyReader::nodes),
                            entry(
                                    "node",
                                    m -> new CliReply.Node(m.required("node", InfoFormat.NODE))),
                            entry("workloads", CliReplyReader::workloads),
                            entry("workload", CliReplyReader::workload),
                            entry("workload_started", CliReplyReader::started),
                            entry(
                                    "workload_stopped",
                                    m -> new CliReply.WorkloadStopped(workloadId(m))),
                            entry("node_drained", CliReplyReader::drained),
                            entry("logs", CliReplyReader::logs),
                            entry("molt_status", CliReplyReader::moltStatus),
                            entry("molt_peers", CliReplyReader::moltPeers),
                            entry("molt_balance", CliReplyReader::moltBalance),
                            entry("pong", CliReplyReader::pong),
                            entry("mesh_status", CliReplyReader::meshStatus),
                            entry("mesh_peers", CliReplyReader::meshPeers),
                            entry("mesh_node", CliReplyReader::meshNode),
                            entry("gate_cleared", CliReplyReader::gateCleared),
                            entry("scheduling_status", CliReplyReader::schedulingStatus),
                            entry("gated_workloads", CliReplyReader::gatedWorkloads),
                            entry("node_condition_updated", CliReplyReader::conditionUpdated),
                            entry("node_label_set", CliReplyReader::labelSet),
                            entry("node_label_removed", CliReplyReader::labelRemoved),
                            entry("node_conditions", CliReplyReader::nodeConditions),
                            entry("node_invoke_result", CliReplyReader::invokeResult),
                            entry("error", CliReplyReader::failure),
                            entry("node_cordoned", CliReplyReader::cordoned),
                            entry("node_taint_set", CliReplyReader::taintSet),
                            entry("node_taint_removed", CliReplyReader::taintRemoved),
                            entry("plan", CliReplyReader::plan),
                            entry(
                                    "explanation",
                                    m -> new CliReply.Explained(ExplanationFormat.read(m))),
                            entry("virtual_cluster_set", CliReplyReader::virtualClusterSet),
                            entry(
                                    "virtual_cluster_removed",
                                    m ->
                                            new CliReply.VirtualClusterRemoved(
                                                    m.required("name", Kinds.TEXT))),
                            entry("queue", CliReplyReader::queue),
                            entry("virtual_clusters", CliReplyReader::virtualClusters),
                            entry("serving_set", CliReplyReader::servingSet),
                            entry("losses_accepted", _ -> new CliReply.LossesAccepted()),
                            entry(
                                    "node_deleted",
                                    m ->
                                            new CliReply.NodeDeleted(
                                                    m.required("node_id", ClawKinds.NODE_ID))),
                            entry(
                                    "maintenance_set",
                                    m ->
                                            new CliReply.MaintenanceSet(
                                                    m.required("name", Kinds.TEXT))),
                            entry(
                                    "maintenance_removed",
                                    m ->
                                            new CliReply.MaintenanceRemoved(
                                                    m.required("name", Kinds.TEXT))),
                            entry(
                                    "maintenance_windows",
                                    m ->
                                            new CliReply.MaintenanceWindows(
                                                    m.required("windows", WindowFormat.WINDOWS))),
                            entry("moves", CliReplyReader::moves)));

    private CliReplyReader() {}

    private static CliReply welcome(Members m) throws JsonFormatException {
        return new CliReply.Welcome(
                m.required("server_version", Kinds.TEXT),
                m.required("protocol_version", Kinds.U32));
    }

    private static CliReply status(Members m) throws JsonFormatException {
        return new CliReply.Status(
                m.required("node_count", Kinds.U32),
                m.required("healthy_nodes", Kinds.U32),
                m.required("gpu_count", Kinds.U32),
                m.required("active_workloads", Kinds.U32),
                m.required("total_vram_mib", Kinds.U64),
                m.required("gateway_version", Kinds.TEXT),
                m.required("uptime_secs", Kinds.U64),
                m.otherwise("serving", Kinds.FLAG, true),
                m.optional("mass_silence", InfoFormat.MASS_SILENCE));
    }

    private static CliReply workloads(Members m) throws JsonFormatException {
        return new CliReply.Workloads(
                m.required("workloads", InfoFormat.WORKLOADS),
                m.optional("total", Kinds.U32),
                m.optional("next", Kinds.TEXT));
    }

    private static CliReply nodes(Members m) throws JsonFormatException {
        return new CliReply.Nodes(
                m.required("nodes", InfoFormat.NODES),
                m.optional("total", Kinds.U32),
                m.optional("next", Kinds.TEXT));
    }

    private static CliReply workload(Members m) throws JsonFormatException {
        return new CliReply.Workload(m.required("workload", InfoFormat.WORKLOAD));
    }

    private static CliReply started(Members m) throws JsonFormatException {
        return new CliReply.WorkloadStarted(workloadId(m), nodeId(m));
    }

    private static CliReply drained(Members m) throws JsonFormatException {
        return new CliReply.NodeDrained(nodeId(m), m.required("draining", Kinds.FLAG));
    }

    private static CliReply logs(Members m) throws JsonFormatException {
        return new CliReply.Logs(
                workloadId(m),
                m.required("stdout_lines", Kinds.TEXTS),
                m.required("stderr_lines", Kinds.TEXTS),
                m.optional("first", CliRequestReader.LOG_POSITION));
    }

    private static CliReply moltStatus(Members m) throws JsonFormatException {
        return new CliReply.MoltStatus(
                m.required("connected", Kinds.FLAG),
                m.required("peer_count", Kinds.U32),
                m.optional("node_id", Kinds.TEXT),
                m.optional("region", Kinds.TEXT));
    }

    private static CliReply moltPeers(Members m) throws JsonFormatException {
        return new CliReply.MoltPeers(m.required("peers", MeshFormat.MOLT_PEERS));
    }

    private static CliReply moltBalance(Members m) throws JsonFormatException {
        return new CliReply.MoltBalance(
                m.required("balance", Kinds.U64),
                m.required("pending", Kinds.U64),
                m.required("staked", Kinds.U64));
    }

    private static CliReply pong(Members m) throws JsonFormatException {
        return new CliReply.Pong(
                m.required("client_timestamp", Kinds.TIME),
                m.required("server_timestamp", Kinds.TIME));
    }

    private static CliReply meshStatus(Members m) throws JsonFormatException {
        return new CliReply.MeshStatus(
                m.required("enabled", Kinds.FLAG),
                m.required("node_count", Kinds.U32),
                m.required("connection_count", Kinds.U32),
                m.required("network_cidr", Kinds.TEXT),
                m.required("topology_type", Kinds.TEXT));
    }

    private static CliReply meshPeers(Members m) throws JsonFormatException {
        return new CliReply.MeshPeers(m.required("peers", MeshFormat.PEER_INFOS));
    }

    private static CliReply meshNode(Members m) throws JsonFormatException {
        return new CliReply.MeshNode(m.required("node", MeshFormat.NODE_INFO));
    }

    private static CliReply gateCleared(Members m) throws JsonFormatException {
        return new CliReply.GateCleared(
                workloadId(m),
                m.required("gate_name", Kinds.TEXT),
                m.required("pending_gates", Kinds.TEXTS));
    }

    private static CliReply schedulingStatus(Members m) throws JsonFormatException {
        return new CliReply.SchedulingStatus(
                workloadId(m),
                m.required("state", ClawKinds.WORKLOAD_STATE),
                m.required("pending_gates", Kinds.TEXTS),
                m.optional("assigned_node", ClawKinds.NODE_ID),
                m.required("assigned_gpus", Kinds.COUNTS),
                m.optional("worker_index", Kinds.COUNT),
                m.optional("schedule_failure_reason", Kinds.TEXT));
    }

    private static CliReply gatedWorkloads(Members m) throws JsonFormatException {
        return new CliReply.GatedWorkloads(
                m.required("workloads", InfoFormat.GATED), m.optional("total", Kinds.U32));
    }

    private static CliReply conditionUpdated(Members m) throws JsonFormatException {
        return new CliReply.NodeConditionUpdated(
                nodeId(m),
                m.required("condition_type", Kinds.TEXT),
                m.required("satisfied", Kinds.FLAG));
    }

    private static CliReply labelSet(Members m) throws JsonFormatException {
        return new CliReply.NodeLabelSet(
                nodeId(m), m.required("key", Kinds.TEXT), m.required("value", Kinds.TEXT));
    }

    private static CliReply labelRemoved(Members m) throws JsonFormatException {
        return new CliReply.NodeLabelRemoved(nodeId(m), m.required("key", Kinds.TEXT));
    }

    private static CliReply nodeConditions(Members m) throws JsonFormatException {
        return new CliReply.NodeConditions(
                nodeId(m),
                m.required("conditions", InfoFormat.CONDITIONS),
                m.required("labels", InfoFormat.LABELS));
    }

    private static CliReply invokeResult(Members m) throws JsonFormatException {
        return new CliReply.NodeInvokeResult(
                nodeId(m),
                m.required("command", Kinds.TEXT),
                m.required("ok", Kinds.FLAG),
                m.optional("payload", Kinds.JSON),
                m.optional("error", Kinds.TEXT));
    }

    private static CliReply failure(Members m) throws JsonFormatException {
        return new CliReply.Failure(
                m.required("code", Kinds.U32),
                m.required("message", Kinds.TEXT),
                m.optional("request_type", Kinds.TEXT));
    }

    private static CliReply cordoned(Members m) throws JsonFormatException {
        return new CliReply.NodeCordoned(
                nodeId(m), m.required("cordoned", Kinds.FLAG), m.required("changed", Kinds.FLAG));
    }

    private static CliReply taintSet(Members m) throws JsonFormatException {
        return new CliReply.NodeTaintSet(
                nodeId(m), m.required("key", Kinds.TEXT), m.required("value", Kinds.TEXT));
    }

    private static CliReply taintRemoved(Members m) throws JsonFormatException {
        return new CliReply.NodeTaintRemoved(nodeId(m), m.required("key", Kinds.TEXT));
    }

    private static CliReply plan(Members m) throws JsonFormatException {
        return new CliReply.Plan(
                m.required("placed", Kinds.FLAG),
                m.optional("node_id", ClawKinds.NODE_ID),
                m.required("gpu_ids", Kinds.COUNTS),
                m.required("explanation", ExplanationFormat.EXPLANATION),
                m.listOrEmpty("workers", PlanFormat.WORKERS));
    }

    private static CliReply virtualClusterSet(Members m) throws JsonFormatException {
        return new CliReply.VirtualClusterSet(m.required("name", Kinds.TEXT));
    }

    private static CliReply virtualClusters(Members m) throws JsonFormatException {
        return new CliReply.VirtualClusters(
                m.required("virtual_clusters", VirtualClusterFormat.INFOS));
    }

    private static CliReply queue(Members m) throws JsonFormatException {
        return new CliReply.Queue(
                m.required("total", Kinds.COUNT), m.required("workloads", QueueFormat.WAITING));
    }

    private static CliReply servingSet(Members m) throws JsonFormatException {
        return new CliReply.ServingSet(m.required("serving", Kinds.FLAG));
    }

    private static CliReply moves(Members m) throws JsonFormatException {
        return new CliReply.Moves(
                m.optional("waiting", ClawKinds.WORKLOAD_ID),
                m.required("moves", ExplanationFormat.MOVES));
    }

    private static NodeId nodeId(Members m) throws JsonFormatException {
        return m.required("node_id", ClawKinds.NODE_ID);
    }

    private static WorkloadId workloadId(Members m) throws JsonFormatException {
        return m.required("workload_id", ClawKinds.WORKLOAD_ID);
    }
}
