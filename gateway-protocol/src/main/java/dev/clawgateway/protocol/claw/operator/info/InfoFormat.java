package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.record.MassAbsence;
import dev.clawgateway.protocol.claw.parts.CapabilitiesFormat;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.claw.parts.NodeFormat;
import dev.clawgateway.protocol.claw.parts.SpecFormat;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.util.List;

/** The views of nodes and workloads for operators (section 3.3) as JSON. */
public final class InfoFormat {
    public static final Kind<NodeInfo> NODE = Kinds.object(InfoFormat::readNode, InfoFormat::write);
    public static final Kind<List<NodeInfo>> NODES = Kinds.list(NODE);
    public static final Kind<WorkloadInfo> WORKLOAD =
            Kinds.object(InfoFormat::readWorkload, InfoFormat::write);
    public static final Kind<List<WorkloadInfo>> WORKLOADS = Kinds.list(WORKLOAD);
    public static final Kind<GatedWorkloadInfo> GATED_ONE =
            Kinds.object(InfoFormat::readGated, InfoFormat::write);
    public static final Kind<List<GatedWorkloadInfo>> GATED = Kinds.list(GATED_ONE);
    public static final Kind<List<NodeConditionInfo>> CONDITIONS =
            Kinds.list(Kinds.object(InfoFormat::readCondition, InfoFormat::write));
    public static final Kind<List<NodeLabelInfo>> LABELS =
            Kinds.list(Kinds.object(InfoFormat::readLabel, InfoFormat::write));

    private static final Kind<WorkloadStatus> STATUS =
            Kinds.object(InfoFormat::readStatus, InfoFormat::write);

    public static final Kind<MassAbsence> MASS_SILENCE =
            Kinds.object(InfoFormat::readSilence, InfoFormat::write);

    private InfoFormat() {}

    private static MassAbsence readSilence(Members m) throws JsonFormatException {
        return new MassAbsence(
                m.required("since", Kinds.TIME),
                m.required("silent", Kinds.COUNT),
                m.required("of", Kinds.COUNT),
                m.required("waiting", Kinds.FLAG));
    }

    private static void write(MassAbsence absence, MemberWriter out) {
        out.required("since", Kinds.TIME, absence.since())
                .required("silent", Kinds.COUNT, absence.missing())
                .required("of", Kinds.COUNT, absence.of())
                .required("waiting", Kinds.FLAG, absence.waiting());
    }

    private static NodeInfo readNode(Members m) throws JsonFormatException {
        return new NodeInfo(
                m.required("node_id", ClawKinds.NODE_ID),
                m.required("name", Kinds.TEXT),
                m.required("state", NodeFormat.NODE_STATE),
                m.required("gpu_count", Kinds.U32),
                m.required("total_vram_mib", Kinds.U64),
                m.required("running_workloads", Kinds.U32),
                m.optional("last_heartbeat", Kinds.TIME),
                m.optional("capabilities", CapabilitiesFormat.CAPABILITIES),
                m.optional("gpu_metrics", CapabilitiesFormat.GPU_METRICS),
                m.optional("cordon", NodeFormat.CORDON),
                m.optional("gpu_use", NodeFormat.GPU_USE),
                m.optional("avoided", Kinds.TEXT),
                m.otherwise("unsure", Kinds.FLAG, false),
                m.optional("maintenance", NodeFormat.WINDOW),
                m.optional("drain", NodeFormat.DRAIN));
    }

    private static void write(NodeInfo node, MemberWriter out) {
        out.required("node_id", ClawKinds.NODE_ID, node.nodeId())
                .required("name", Kinds.TEXT, node.name())
                .required("state", NodeFormat.NODE_STATE, node.state())
                .required("gpu_count", Kinds.U32, node.gpuCount())
                .required("total_vram_mib", Kinds.U64, node.totalVramMib())
                .required("running_workloads", Kinds.U32, node.runningWorkloads())
                .nullable("last_heartbeat", Kinds.TIME, node.lastHeartbeat())
                .optional("capabilities", CapabilitiesFormat.CAPABILITIES, node.capabilities())
                .optional("gpu_metrics", CapabilitiesFormat.GPU_METRICS, node.gpuMetrics())
                .optional("cordon", NodeFormat.CORDON, node.cordon())
                .optional("gpu_use", NodeFormat.GPU_USE, node.gpuUse())
                .optional("avoided", Kinds.TEXT, node.avoided())
                .unless(false, "unsure", Kinds.FLAG, node.unsure())
                .optional("maintenance", NodeFormat.WINDOW, node.maintenance())
                .optional("drain", NodeFormat.DRAIN, node.drain());
    }

    private static WorkloadInfo readWorkload(Members m) throws JsonFormatException {
        return new WorkloadInfo(
                m.required("workload_id", ClawKinds.WORKLOAD_ID),
                m.required("node_id", ClawKinds.NODE_ID),
                m.required("state", ClawKinds.WORKLOAD_STATE),
                m.required("image", Kinds.TEXT),
                m.required("created_at", Kinds.TIME),
                m.optional("started_at", Kinds.TIME),
                m.optional("finished_at", Kinds.TIME),
                m.optional("status", STATUS),
                m.listOrEmpty("gpu_ids", Kinds.COUNTS),
                m.optional("attempt", Kinds.COUNT),
                m.optional("exit_code", Kinds.I32),
                m.optional("reason", Kinds.TEXT),
                m.optional("name", Kinds.TEXT),
                m.optional("node_name", Kinds.TEXT),
                m.optional("group", ClawKinds.WORKLOAD_ID),
                m.optional("worker_index", Kinds.COUNT),
                m.otherwise("failures", Kinds.COUNT, 0),
                m.optional("spec", SpecFormat.SPEC),
                m.optional("stop_cause", Kinds.TEXT),
                m.optional("node_message", Kinds.TEXT),
                m.otherwise("restarts", Kinds.COUNT, 0),
                m.optional("next_try", Kinds.TIME),
                m.listOrEmpty("unhealthy_gpus", Kinds.COUNTS),
                m.otherwise("adopted", Kinds.FLAG, false));
    }

    private static void write(WorkloadInfo workload, MemberWriter out) {
        out.required("workload_id", ClawKinds.WORKLOAD_ID, workload.workloadId())
                .required("node_id", ClawKinds.NODE_ID, workload.nodeId())
                .required("state", ClawKinds.WORKLOAD_STATE, workload.state())
                .required("image", Kinds.TEXT, workload.image())
                .required("created_at", Kinds.TIME, workload.createdAt())
                .nullable("started_at", Kinds.TIME, workload.startedAt())
                .nullable("finished_at", Kinds.TIME, workload.finishedAt())
                .optional("status", STATUS, workload.status())
                .unlessEmpty("gpu_ids", Kinds.COUNTS, workload.gpuIds())
                .optional("attempt", Kinds.COUNT, workload.attempt())
                .optional("exit_code", Kinds.I32, workload.exitCode())
                .optional("reason", Kinds.TEXT, workload.reason())
                .optional("name", Kinds.TEXT, workload.name())
                .optional("node_name", Kinds.TEXT, workload.nodeName())
                .optional("group", ClawKinds.WORKLOAD_ID, workload.group())
                .optional("worker_index", Kinds.COUNT, workload.workerIndex())
                .unless(0, "failures", Kinds.COUNT, workload.failures())
                .optional("spec", SpecFormat.SPEC, workload.spec())
                .optional("stop_cause", Kinds.TEXT, workload.stopCause())
                .optional("node_message", Kinds.TEXT, workload.nodeMessage())
                .unless(0, "restarts", Kinds.COUNT, workload.restarts())
                .optional("next_try", Kinds.TIME, workload.nextTry())
                .unlessEmpty("unhealthy_gpus", Kinds.COUNTS, workload.unhealthyGpus())
                .unless(false, "adopted", Kinds.FLAG, workload.adopted());
    }

    private static WorkloadStatus readStatus(Members m) throws JsonFormatException {
        return new WorkloadStatus(
                m.required("state", ClawKinds.WORKLOAD_STATE),
                m.optional("started_at", Kinds.TIME),
                m.optional("finished_at", Kinds.TIME),
                m.optional("exit_code", Kinds.I32),
                m.required("gpu_ids", Kinds.COUNTS));
    }

    private static void write(WorkloadStatus status, MemberWriter out) {
        out.required("state", ClawKinds.WORKLOAD_STATE, status.state())
                .nullable("started_at", Kinds.TIME, status.startedAt())
                .nullable("finished_at", Kinds.TIME, status.finishedAt())
                .nullable("exit_code", Kinds.I32, status.exitCode())
                .required("gpu_ids", Kinds.COUNTS, status.gpuIds());
    }

    private static GatedWorkloadInfo readGated(Members m) throws JsonFormatException {
        return new GatedWorkloadInfo(
                m.required("workload_id", ClawKinds.WORKLOAD_ID),
                m.required("image", Kinds.TEXT),
                m.required("pending_gates", Kinds.TEXTS),
                m.required("submitted_at", Kinds.TIME),
                m.required("waiting_secs", Kinds.U64));
    }

    private static void write(GatedWorkloadInfo gated, MemberWriter out) {
        out.required("workload_id", ClawKinds.WORKLOAD_ID, gated.workloadId())
                .required("image", Kinds.TEXT, gated.image())
                .required("pending_gates", Kinds.TEXTS, gated.pendingGates())
                .required("submitted_at", Kinds.TIME, gated.submittedAt())
                .required("waiting_secs", Kinds.U64, gated.waitingSecs());
    }

    private static NodeConditionInfo readCondition(Members m) throws JsonFormatException {
        return new NodeConditionInfo(
                m.required("condition_type", Kinds.TEXT),
                m.required("satisfied", Kinds.FLAG),
                m.optional("reason", Kinds.TEXT),
                m.required("last_updated", Kinds.TIME));
    }

    private static void write(NodeConditionInfo condition, MemberWriter out) {
        out.required("condition_type", Kinds.TEXT, condition.conditionType())
                .required("satisfied", Kinds.FLAG, condition.satisfied())
                .nullable("reason", Kinds.TEXT, condition.reason())
                .required("last_updated", Kinds.TIME, condition.lastUpdated());
    }

    private static NodeLabelInfo readLabel(Members m) throws JsonFormatException {
        return new NodeLabelInfo(m.required("key", Kinds.TEXT), m.required("value", Kinds.TEXT));
    }

    private static void write(NodeLabelInfo label, MemberWriter out) {
        out.required("key", Kinds.TEXT, label.key()).required("value", Kinds.TEXT, label.value());
    }
}
