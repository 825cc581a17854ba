package dev.clawgateway.protocol.claw.node;

import static java.util.Map.entry;

import dev.clawgateway.protocol.claw.node.NodeMessage.Heartbeat;
import dev.clawgateway.protocol.claw.node.NodeMessage.InvokeResult;
import dev.clawgateway.protocol.claw.node.NodeMessage.MeshReady;
import dev.clawgateway.protocol.claw.node.NodeMessage.Metrics;
import dev.clawgateway.protocol.claw.node.NodeMessage.Register;
import dev.clawgateway.protocol.claw.node.NodeMessage.WorkloadLogs;
import dev.clawgateway.protocol.claw.node.NodeMessage.WorkloadUpdate;
import dev.clawgateway.protocol.claw.parts.CapabilitiesFormat;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.claw.parts.GpuRequirementFormat;
import dev.clawgateway.protocol.claw.parts.SpecFormat;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.MessageFamily;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What nodes say (section 2.1) as JSON. */
public final class NodeMessageFormat {
    public static final MessageFamily<NodeMessage> FAMILY =
            new MessageFamily<NodeMessage>(
                    Map.ofEntries(
                            entry("register", NodeMessageFormat::readRegister),
                            entry("heartbeat", NodeMessageFormat::readHeartbeat),
                            entry("metrics", NodeMessageFormat::readMetrics),
                            entry("workload_update", NodeMessageFormat::readUpdate),
                            entry("workload_logs", NodeMessageFormat::readLogs),
                            entry("mesh_ready", NodeMessageFormat::readMeshReady)));

    private static final Kind<List<RunningWorkload>> RUNNING =
            Kinds.list(
                    Kinds.object(NodeMessageFormat::readRunning, NodeMessageFormat::writeRunning));

    private NodeMessageFormat() {}

    public static NodeMessage read(JsonNode message) throws JsonFormatException {
        return InvokeFormat.isResult(message)
                ? InvokeFormat.readResult(message)
                : FAMILY.read(message);
    }

    static void write(NodeMessage message, MemberWriter out) {
        if (message instanceof InvokeResult result) {
            InvokeFormat.write(result, out);
            return;
        }
        out.required("type", Kinds.TEXT, message.type());
        switch (message) {
            case Register register -> writeRegister(register, out);
            case Heartbeat heartbeat ->
                    out.required("node_id", ClawKinds.NODE_ID, heartbeat.nodeId())
                            .required("timestamp", Kinds.TIME, heartbeat.timestamp());
            case Metrics metrics ->
                    out.required("node_id", ClawKinds.NODE_ID, metrics.nodeId())
                            .required(
                                    "gpu_metrics",
                                    CapabilitiesFormat.GPU_METRICS,
                                    metrics.gpuMetrics())
                            .required("timestamp", Kinds.TIME, metrics.timestamp());
            case WorkloadUpdate update -> writeUpdate(update, out);
            case WorkloadLogs logs ->
                    out.required("workload_id", ClawKinds.WORKLOAD_ID, logs.workloadId())
                            .required("lines", Kinds.TEXTS, logs.lines())
                            .required("is_stderr", Kinds.FLAG, logs.isStderr())
                            .optional("attempt", Kinds.COUNT, logs.attempt());
            case MeshReady ready ->
                    out.required("node_id", ClawKinds.NODE_ID, ready.nodeId())
                            .required("mesh_ip", Kinds.TEXT, ready.meshIp())
                            .required("peer_count", Kinds.U32, ready.peerCount())
                            .nullable("error", Kinds.TEXT, ready.error());
            case InvokeResult _ -> throw new IllegalStateException("written above");
        }
    }

    private static Register readRegister(Members m) throws JsonFormatException {
        return new Register(
                m.required("node_id", ClawKinds.NODE_ID),
                m.required("name", Kinds.TEXT),
                m.required("capabilities", CapabilitiesFormat.CAPABILITIES),
                m.required("protocol_version", Kinds.U32),
                m.optional("wireguard_public_key", Kinds.TEXT),
                m.optional("wireguard_endpoint", Kinds.TEXT),
                m.optional("running", RUNNING),
                m.optional("machine_id", Kinds.TEXT),
                m.optional("boot_id", Kinds.TEXT),
                m.otherwise("confirms", Kinds.FLAG, false),
                m.optional("fleet_id", Kinds.TEXT),
                m.optional("agent_version", Kinds.TEXT));
    }

    private static void writeRegister(Register register, MemberWriter out) {
        out.required("node_id", ClawKinds.NODE_ID, register.nodeId())
                .required("name", Kinds.TEXT, register.name())
                .required("capabilities", CapabilitiesFormat.CAPABILITIES, register.capabilities())
                .required("protocol_version", Kinds.U32, register.protocolVersion())
                .nullable("wireguard_public_key", Kinds.TEXT, register.wireguardPublicKey())
                .nullable("wireguard_endpoint", Kinds.TEXT, register.wireguardEndpoint())
                .optional("running", RUNNING, register.running())
                .optional("machine_id", Kinds.TEXT, register.machineId())
                .optional("boot_id", Kinds.TEXT, register.bootId())
                .unless(false, "confirms", Kinds.FLAG, register.confirms())
                .optional("fleet_id", Kinds.TEXT, register.fleetId())
                .optional("agent_version", Kinds.TEXT, register.agentVersion());
    }

    private static RunningWorkload readRunning(Members m) throws JsonFormatException {
        return new RunningWorkload(
                m.required("workload_id", ClawKinds.WORKLOAD_ID),
                m.required("attempt", Kinds.COUNT),
                m.required("state", ClawKinds.WORKLOAD_STATE),
                m.optional("spec", SpecFormat.SPEC),
                m.optional("gpu_ids", Kinds.COUNTS),
                m.listOrEmpty("gpu_grants", GpuRequirementFormat.GRANTS));
    }

    private static void writeRunning(RunningWorkload running, MemberWriter out) {
        out.required("workload_id", ClawKinds.WORKLOAD_ID, running.workloadId())
                .required("attempt", Kinds.COUNT, running.attempt())
                .required("state", ClawKinds.WORKLOAD_STATE, running.state())
                .optional("spec", SpecFormat.SPEC, running.spec())
                .optional("gpu_ids", Kinds.COUNTS, running.gpuIds())
                .unlessEmpty("gpu_grants", GpuRequirementFormat.GRANTS, running.gpuGrants());
    }

    private static Heartbeat readHeartbeat(Members m) throws JsonFormatException {
        return new Heartbeat(
                m.required("node_id", ClawKinds.NODE_ID), m.required("timestamp", Kinds.TIME));
    }

    private static Metrics readMetrics(Members m) throws JsonFormatException {
        return new Metrics(
                m.required("node_id", ClawKinds.NODE_ID),
                m.required("gpu_metrics", CapabilitiesFormat.GPU_METRICS),
                m.required("timestamp", Kinds.TIME));
    }

    private static WorkloadUpdate readUpdate(Members m) throws JsonFormatException {
        return new WorkloadUpdate(
                m.required("workload_id", ClawKinds.WORKLOAD_ID),
                m.required("state", ClawKinds.WORKLOAD_STATE),
                m.optional("message", Kinds.TEXT),
                m.required("timestamp", Kinds.TIME),
                m.optional("attempt", Kinds.COUNT),
                m.optional("exit_code", Kinds.I32),
                m.optional("report", Kinds.U64));
    }

    private static void writeUpdate(WorkloadUpdate update, MemberWriter out) {
        out.required("workload_id", ClawKinds.WORKLOAD_ID, update.workloadId())
                .required("state", ClawKinds.WORKLOAD_STATE, update.state())
                .nullable("message", Kinds.TEXT, update.message())
                .required("timestamp", Kinds.TIME, update.timestamp())
                .optional("attempt", Kinds.COUNT, update.attempt())
                .optional("exit_code", Kinds.I32, update.exitCode())
                .optional("report", Kinds.U64, update.report());
    }

    private static WorkloadLogs readLogs(Members m) throws JsonFormatException {
        return new WorkloadLogs(
                m.required("workload_id", ClawKinds.WORKLOAD_ID),
                m.required("lines", Kinds.TEXTS),
                m.required("is_stderr", Kinds.FLAG),
                m.optional("attempt", Kinds.COUNT));
    }

    private static MeshReady readMeshReady(Members m) throws JsonFormatException {
        return new MeshReady(
                m.required("node_id", ClawKinds.NODE_ID),
                m.required("mesh_ip", Kinds.TEXT),
                m.required("peer_count", Kinds.U32),
                m.optional("error", Kinds.TEXT));
    }
}
