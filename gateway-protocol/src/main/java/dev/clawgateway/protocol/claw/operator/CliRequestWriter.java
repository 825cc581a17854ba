package dev.clawgateway.protocol.claw.operator;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
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
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import java.util.List;

/** Writes what operators ask (section 2.3). */
final class CliRequestWriter {
    private CliRequestWriter() {}

    static void write(CliRequest request, MemberWriter out) {
        out.required("type", Kinds.TEXT, request.type());
        switch (request) {
            case GetStatus _,
                    GetMoltStatus _,
                    ListMoltPeers _,
                    GetMoltBalance _,
                    GetMeshStatus _,
                    ListMeshPeers _,
                    ListGatedWorkloads _,
                    ListVirtualClusters _,
                    ListMaintenance _,
                    AdviseMoves _,
                    AcceptLosses _ -> {}
            case Hello hello -> members(hello, out);
            case ListNodes list -> members(list, out);
            case ListWorkloads list -> members(list, out);
            case GetNode get -> node(out, get.nodeId());
            case GetMeshNode get -> node(out, get.nodeId());
            case GetNodeConditions get -> node(out, get.nodeId());
            case DrainNode drain ->
                    node(out, drain.nodeId())
                            .required("drain", Kinds.FLAG, drain.drain())
                            .optional("deadline_secs", Kinds.U32, drain.deadlineSecs());
            case UpdateNodeCondition update -> members(update, out);
            case SetNodeLabel set -> members(set, out);
            case RemoveNodeLabel remove ->
                    node(out, remove.nodeId()).required("key", Kinds.TEXT, remove.key());
            case DeleteNode delete -> node(out, delete.nodeId());
            case CordonNode cordon ->
                    node(out, cordon.nodeId()).optional("reason", Kinds.TEXT, cordon.reason());
            case UncordonNode uncordon -> node(out, uncordon.nodeId());
            case SetNodeTaint set -> members(set, out);
            case RemoveNodeTaint remove ->
                    node(out, remove.nodeId()).required("key", Kinds.TEXT, remove.key());
            case NodeInvoke invoke -> members(invoke, out);
            case GetWorkload get -> workload(out, get.workloadId());
            case GetSchedulingStatus get -> workload(out, get.workloadId());
            case ExplainWorkload explain -> workload(out, explain.workloadId());
            case StopWorkload stop ->
                    workload(out, stop.workloadId()).required("force", Kinds.FLAG, stop.force());
            case GetLogs logs -> members(logs, out);
            case ClearGate clear -> members(clear, out);
            case StartWorkload start -> members(start, out);
            case PlanWorkload plan -> members(plan, out);
            case Ping ping -> out.required("timestamp", Kinds.TIME, ping.timestamp());
            case SetVirtualCluster set -> VirtualClusterFormat.write(set.cluster(), out);
            case RemoveVirtualCluster remove -> out.required("name", Kinds.TEXT, remove.name());
            case ListQueue list -> out.required("limit", Kinds.COUNT, list.limit());
            case SetMaintenance set -> members(set, out);
            case RemoveMaintenance remove -> out.required("name", Kinds.TEXT, remove.name());
            case SetServing set -> out.required("serving", Kinds.FLAG, set.serving());
        }
    }

    private static void members(Hello hello, MemberWriter out) {
        out.required("version", Kinds.TEXT, hello.version())
                .required("protocol_version", Kinds.U32, hello.protocolVersion());
    }

    private static void members(UpdateNodeCondition update, MemberWriter out) {
        node(out, update.nodeId())
                .required("condition_type", Kinds.TEXT, update.conditionType())
                .required("satisfied", Kinds.FLAG, update.satisfied())
                .nullable("reason", Kinds.TEXT, update.reason());
    }

    private static void members(SetNodeLabel set, MemberWriter out) {
        node(out, set.nodeId())
                .required("key", Kinds.TEXT, set.key())
                .required("value", Kinds.TEXT, set.value());
    }

    private static void members(SetNodeTaint set, MemberWriter out) {
        node(out, set.nodeId())
                .required("key", Kinds.TEXT, set.key())
                .required("value", Kinds.TEXT, set.value());
    }

    private static void members(SetMaintenance set, MemberWriter out) {
        out.required("name", Kinds.TEXT, set.name())
                .unless(List.of(), "nodes", CliRequestReader.NODE_IDS, set.nodes())
                .unlessEmpty("selector", set.selector())
                .required("from", Kinds.TIME, set.from())
                .required("until", Kinds.TIME, set.until())
                .required("lead_secs", Kinds.U64, set.leadSecs())
                .optional("reason", Kinds.TEXT, set.reason());
    }

    private static void members(NodeInvoke invoke, MemberWriter out) {
        node(out, invoke.nodeId())
                .required("command", Kinds.TEXT, invoke.command())
                .optional("params", Kinds.TEXT, invoke.params())
                .required("timeout_ms", Kinds.U64, invoke.timeoutMs());
    }

    private static void members(GetLogs logs, MemberWriter out) {
        workload(out, logs.workloadId())
                .nullable("tail", Kinds.U32, logs.tail())
                .required("include_stderr", Kinds.FLAG, logs.includeStderr())
                .optional("from", CliRequestReader.LOG_POSITION, logs.from());
    }

    private static void members(ClearGate clear, MemberWriter out) {
        workload(out, clear.workloadId()).required("gate_name", Kinds.TEXT, clear.gateName());
    }

    private static void members(StartWorkload start, MemberWriter out) {
        out.nullable("node_id", ClawKinds.NODE_ID, start.nodeId())
                .required("spec", SpecFormat.SPEC, start.spec())
                .unless(false, "queue", Kinds.FLAG, start.queue());
    }

    private static void members(PlanWorkload plan, MemberWriter out) {
        out.nullable("node_id", ClawKinds.NODE_ID, plan.nodeId())
                .required("spec", SpecFormat.SPEC, plan.spec());
    }

    private static void members(ListNodes list, MemberWriter out) {
        out.nullable("state_filter", NodeFormat.NODE_STATE, list.stateFilter())
                .required("include_capabilities", Kinds.FLAG, list.includeCapabilities())
                .optional("match", Kinds.TEXT, list.match());
        members(list.page(), out);
    }

    private static void members(ListWorkloads list, MemberWriter out) {
        out.nullable("node_filter", ClawKinds.NODE_ID, list.nodeFilter())
                .nullable("state_filter", ClawKinds.WORKLOAD_STATE, list.stateFilter())
                .optional("match", Kinds.TEXT, list.wanted().match())
                .optional("group", ClawKinds.WORKLOAD_ID, list.wanted().group())
                .unlessEmpty("labels", list.wanted().labels())
                .optional("ended", Kinds.U32, list.wanted().ended());
        members(list.page(), out);
    }

    private static void members(WantedPart page, MemberWriter out) {
        out.optional("limit", Kinds.U32, page.limit()).optional("after", Kinds.TEXT, page.after());
    }

    static void write(LogPosition position, MemberWriter out) {
        out.optional("series", Kinds.TEXT, position.series())
                .required("stdout", Kinds.U64, position.stdout())
                .required("stderr", Kinds.U64, position.stderr());
    }

    private static MemberWriter node(MemberWriter out, NodeId id) {
        return out.required("node_id", ClawKinds.NODE_ID, id);
    }

    private static MemberWriter workload(MemberWriter out, WorkloadId id) {
        return out.required("workload_id", ClawKinds.WORKLOAD_ID, id);
    }
}
