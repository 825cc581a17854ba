package dev.clawgateway.protocol.claw.operator;

import static java.util.Map.entry;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.operator.CliRequest.AcceptLosses;
import dev.clawgateway.protocol.claw.operator.CliRequest.AdviseMoves;
import dev.clawgateway.protocol.claw.operator.CliRequest.ClearGate;
import dev.clawgateway.protocol.claw.operator.CliRequest.CordonNode;
import dev.clawgateway.protocol.claw.operator.CliRequest.DeleteNode;
import dev.clawgateway.protocol.claw.operator.CliRequest.DrainNode;
import dev.clawgateway.protocol.claw.operator.CliRequest.ExplainWorkload;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetLogs;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetMeshNode;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetMeshStatus;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetMoltBalance;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetMoltStatus;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetNode;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetNodeConditions;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetSchedulingStatus;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetStatus;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetWorkload;
import dev.clawgateway.protocol.claw.operator.CliRequest.Hello;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListGatedWorkloads;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListMaintenance;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListMeshPeers;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListMoltPeers;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListNodes;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListQueue;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListVirtualClusters;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListWorkloads;
import dev.clawgateway.protocol.claw.operator.CliRequest.NodeInvoke;
import dev.clawgateway.protocol.claw.operator.CliRequest.Ping;
import dev.clawgateway.protocol.claw.operator.CliRequest.PlanWorkload;
import dev.clawgateway.protocol.claw.operator.CliRequest.RemoveMaintenance;
import dev.clawgateway.protocol.claw.operator.CliRequest.RemoveNodeLabel;
import dev.clawgateway.protocol.claw.operator.CliRequest.RemoveNodeTaint;
import dev.clawgateway.protocol.claw.operator.CliRequest.RemoveVirtualCluster;
import dev.clawgateway.protocol.claw.operator.CliRequest.SetMaintenance;
import dev.clawgateway.protocol.claw.operator.CliRequest.SetNodeLabel;
import dev.clawgateway.protocol.claw.operator.CliRequest.SetNodeTaint;
import dev.clawgateway.protocol.claw.operator.CliRequest.SetServing;
import dev.clawgateway.protocol.claw.operator.CliRequest.SetVirtualCluster;
import dev.clawgateway.protocol.claw.operator.CliRequest.StartWorkload;
import dev.clawgateway.protocol.claw.operator.CliRequest.StopWorkload;
import dev.clawgateway.protocol.claw.operator.CliRequest.UncordonNode;
import dev.clawgateway.protocol.claw.operator.CliRequest.UpdateNodeCondition;
import dev.clawgateway.protocol.claw.operator.info.VirtualClusterFormat;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.claw.parts.NodeFormat;
import dev.clawgateway.protocol.claw.parts.SpecFormat;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.MessageFamily;
import java.util.List;
import java.util.Map;

/** Reads what operators ask (section 2.3). */
public final class CliRequestReader {
    public static final MessageFamily<CliRequest> FAMILY =
            new MessageFamily<CliRequest>(
                    Map.ofEntries(
                            entry("hello", CliRequestReader::hello),
                            entry("get_status", _ -> new GetStatus()),
                            entry("list_nodes", CliRequestReader::listNodes),
                            entry("get_node", m -> new GetNode(nodeId(m))),
                            entry("list_workloads", CliRequestReader::listWorkloads),
                            entry("get_workload", m -> new GetWorkload(workloadId(m))),
                            entry("start_workload", CliRequestReader::startWorkload),
                            entry("deploy_workload", CliRequestReader::startWorkload),
                            entry("schedule_workload", CliRequestReader::startWorkload),
                            entry("stop_workload", CliRequestReader::stopWorkload),
                            entry("get_logs", CliRequestReader::getLogs),
                            entry("drain_node", CliRequestReader::drainNode),
                            entry("get_molt_status", _ -> new GetMoltStatus()),
                            entry("list_molt_peers", _ -> new ListMoltPeers()),
                            entry("get_molt_balance", _ -> new GetMoltBalance()),
                            entry("ping", m -> new Ping(m.required("timestamp", Kinds.TIME))),
                            entry("get_mesh_status", _ -> new GetMeshStatus()),
                            entry("list_mesh_peers", _ -> new ListMeshPeers()),
                            entry("get_mesh_node", m -> new GetMeshNode(nodeId(m))),
                            entry("clear_gate", CliRequestReader::clearGate),
                            entry(
                                    "get_scheduling_status",
                                    m -> new GetSchedulingStatus(workloadId(m))),
                            entry("list_gated_workloads", _ -> new ListGatedWorkloads()),
                            entry("update_node_condition", CliRequestReader::updateCondition),
                            entry("set_node_label", CliRequestReader::setLabel),
                            entry("remove_node_label", CliRequestReader::removeLabel),
                            entry("get_node_conditions", m -> new GetNodeConditions(nodeId(m))),
                            entry("node_invoke", CliRequestReader::nodeInvoke),
                            entry("delete_node", m -> new DeleteNode(nodeId(m))),
                            entry("cordon_node", CliRequestReader::cordonNode),
                            entry("uncordon_node", m -> new UncordonNode(nodeId(m))),
                            entry("set_node_taint", CliRequestReader::setTaint),
                            entry("remove_node_taint", CliRequestReader::removeTaint),
                            entry("plan_workload", CliRequestReader::planWorkload),
                            entry("explain_workload", m -> new ExplainWorkload(workloadId(m))),
                            entry(
                                    "set_virtual_cluster",
                                    m -> new SetVirtualCluster(VirtualClusterFormat.read(m))),
                            entry(
                                    "remove_virtual_cluster",
                                    m -> new RemoveVirtualCluster(m.required("name", Kinds.TEXT))),
                            entry(
                                    "list_queue",
                                    m ->
                                            new ListQueue(
                                                    m.otherwise(
                                                            "limit",
                                                            Kinds.COUNT,
                                                            ListQueue.DEFAULT_LIMIT))),
                            entry("list_virtual_clusters", _ -> new ListVirtualClusters()),
                            entry(
                                    "set_serving",
                                    m -> new SetServing(m.required("serving", Kinds.FLAG))),
                            entry("set_maintenance", CliRequestReader::setMaintenance),
                            entry(
                                    "remove_maintenance",
                                    m -> new RemoveMaintenance(m.required("name", Kinds.TEXT))),
                            entry("list_maintenance", _ -> new ListMaintenance()),
                            entry("advise_moves", _ -> new AdviseMoves()),
                            entry("accept_losses", _ -> new AcceptLosses())));

    public static final Kind<LogPosition> LOG_POSITION =
            Kinds.object(CliRequestReader::logPosition, CliRequestWriter::write);

    static final Kind<List<NodeId>> NODE_IDS = Kinds.list(ClawKinds.NODE_ID);

    private CliRequestReader() {}

    private static LogPosition logPosition(Members m) throws JsonFormatException {
        return new LogPosition(
                m.optional("series", Kinds.TEXT),
                m.required("stdout", Kinds.U64),
                m.required("stderr", Kinds.U64));
    }

    public static Hello hello(Members m) throws JsonFormatException {
        return new Hello(
                m.required("version", Kinds.TEXT), m.required("protocol_version", Kinds.U32));
    }

    private static ListNodes listNodes(Members m) throws JsonFormatException {
        return new ListNodes(
                m.optional("state_filter", NodeFormat.NODE_STATE),
                m.required("include_capabilities", Kinds.FLAG),
                m.optional("match", Kinds.TEXT),
                page(m));
    }

    private static ListWorkloads listWorkloads(Members m) throws JsonFormatException {
        return new ListWorkloads(
                m.optional("node_filter", ClawKinds.NODE_ID),
                m.optional("state_filter", ClawKinds.WORKLOAD_STATE),
                new WorkloadFilter(
                        m.optional("match", Kinds.TEXT),
                        m.optional("group", ClawKinds.WORKLOAD_ID),
                        m.mapOrEmpty("labels"),
                        m.optional("ended", Kinds.U32)),
                page(m));
    }

    private static WantedPart page(Members m) throws JsonFormatException {
        return new WantedPart(m.optional("limit", Kinds.U32), m.optional("after", Kinds.TEXT));
    }

    /** Under all its names; the product document puts the spec into a workload object. */
    private static StartWorkload startWorkload(Members m) throws JsonFormatException {
        boolean wrapped = m.member("spec").isMissing() && !m.member("workload").isMissing();
        WorkloadSpec spec = (wrapped ? m.nested("workload") : m).required("spec", SpecFormat.SPEC);
        return new StartWorkload(
                m.optional("node_id", ClawKinds.NODE_ID),
                spec,
                m.otherwise("queue", Kinds.FLAG, false));
    }

    private static StopWorkload stopWorkload(Members m) throws JsonFormatException {
        return new StopWorkload(workloadId(m), m.required("force", Kinds.FLAG));
    }

    private static GetLogs getLogs(Members m) throws JsonFormatException {
        return new GetLogs(
                workloadId(m),
                m.optional("tail", Kinds.U32),
                m.required("include_stderr", Kinds.FLAG),
                m.optional("from", LOG_POSITION));
    }

    private static DrainNode drainNode(Members m) throws JsonFormatException {
        return new DrainNode(
                nodeId(m), m.required("drain", Kinds.FLAG), m.optional("deadline_secs", Kinds.U32));
    }

    private static SetMaintenance setMaintenance(Members m) throws JsonFormatException {
        return new SetMaintenance(
                m.required("name", Kinds.TEXT),
                m.otherwise("nodes", NODE_IDS, List.of()),
                m.mapOrEmpty("selector"),
                m.required("from", Kinds.TIME),
                m.required("until", Kinds.TIME),
                m.otherwise("lead_secs", Kinds.U64, SetMaintenance.DEFAULT_LEAD_SECS),
                m.optional("reason", Kinds.TEXT));
    }

    private static ClearGate clearGate(Members m) throws JsonFormatException {
        return new ClearGate(workloadId(m), m.required("gate_name", Kinds.TEXT));
    }

    private static UpdateNodeCondition updateCondition(Members m) throws JsonFormatException {
        return new UpdateNodeCondition(
                nodeId(m),
                m.required("condition_type", Kinds.TEXT),
                m.required("satisfied", Kinds.FLAG),
                m.optional("reason", Kinds.TEXT));
    }

    private static SetNodeLabel setLabel(Members m) throws JsonFormatException {
        return new SetNodeLabel(
                nodeId(m), m.required("key", Kinds.TEXT), m.required("value", Kinds.TEXT));
    }

    private static RemoveNodeLabel removeLabel(Members m) throws JsonFormatException {
        return new RemoveNodeLabel(nodeId(m), m.required("key", Kinds.TEXT));
    }

    private static CordonNode cordonNode(Members m) throws JsonFormatException {
        return new CordonNode(nodeId(m), m.optional("reason", Kinds.TEXT));
    }

    private static SetNodeTaint setTaint(Members m) throws JsonFormatException {
        return new SetNodeTaint(
                nodeId(m), m.required("key", Kinds.TEXT), m.required("value", Kinds.TEXT));
    }

    private static RemoveNodeTaint removeTaint(Members m) throws JsonFormatException {
        return new RemoveNodeTaint(nodeId(m), m.required("key", Kinds.TEXT));
    }

    private static NodeInvoke nodeInvoke(Members m) throws JsonFormatException {
        return new NodeInvoke(
                nodeId(m),
                m.required("command", Kinds.TEXT),
                m.optional("params", Kinds.TEXT),
                m.otherwise("timeout_ms", Kinds.U64, NodeInvoke.DEFAULT_TIMEOUT_MS));
    }

    private static PlanWorkload planWorkload(Members m) throws JsonFormatException {
        return new PlanWorkload(
                m.optional("node_id", ClawKinds.NODE_ID), m.required("spec", SpecFormat.SPEC));
    }

    private static NodeId nodeId(Members m) throws JsonFormatException {
        return m.required("node_id", ClawKinds.NODE_ID);
    }

    private static WorkloadId workloadId(Members m) throws JsonFormatException {
        return m.required("workload_id", ClawKinds.WORKLOAD_ID);
    }
}
