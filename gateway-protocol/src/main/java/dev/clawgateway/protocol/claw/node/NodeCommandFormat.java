package dev.clawgateway.protocol.claw.node;

import static java.util.Map.entry;

import dev.clawgateway.protocol.claw.node.NodeCommand.ConfigUpdate;
import dev.clawgateway.protocol.claw.node.NodeCommand.Failure;
import dev.clawgateway.protocol.claw.node.NodeCommand.HeartbeatAck;
import dev.clawgateway.protocol.claw.node.NodeCommand.InvokeRequest;
import dev.clawgateway.protocol.claw.node.NodeCommand.MeshPeerConfig;
import dev.clawgateway.protocol.claw.node.NodeCommand.MeshPeerRemove;
import dev.clawgateway.protocol.claw.node.NodeCommand.Registered;
import dev.clawgateway.protocol.claw.node.NodeCommand.RequestCapabilities;
import dev.clawgateway.protocol.claw.node.NodeCommand.RequestMetrics;
import dev.clawgateway.protocol.claw.node.NodeCommand.StartWorkload;
import dev.clawgateway.protocol.claw.node.NodeCommand.StopWorkload;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.claw.parts.GpuRequirementFormat;
import dev.clawgateway.protocol.claw.parts.SpecFormat;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.MessageFamily;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What nodes are told (section 2.2) as JSON. */
public final class NodeCommandFormat {
    public static final MessageFamily<NodeCommand> FAMILY =
            new MessageFamily<NodeCommand>(
                    Map.ofEntries(
                            entry("registered", NodeCommandFormat::readRegistered),
                            entry(
                                    "heartbeat_ack",
                                    m ->
                                            new HeartbeatAck(
                                                    m.required("server_time", Kinds.TIME),
                                                    m.optional("confirmed", Kinds.U64))),
                            entry("start_workload", NodeCommandFormat::readStart),
                            entry("stop_workload", NodeCommandFormat::readStop),
                            entry("config_update", NodeCommandFormat::readConfig),
                            entry("request_metrics", _ -> new RequestMetrics()),
                            entry("request_capabilities", _ -> new RequestCapabilities()),
                            entry("mesh_peer_config", NodeCommandFormat::readMeshPeers),
                            entry(
                                    "mesh_peer_remove",
                                    m ->
                                            new MeshPeerRemove(
                                                    m.required("peer_public_keys", Kinds.TEXTS))),
                            entry(
                                    "error",
                                    m ->
                                            new Failure(
                                                    m.required("code", Kinds.U32),
                                                    m.required("message", Kinds.TEXT)))));

    private NodeCommandFormat() {}

    public static NodeCommand read(JsonNode message) throws JsonFormatException {
        return InvokeFormat.isRequest(message)
                ? InvokeFormat.readRequest(message)
                : FAMILY.read(message);
    }

    static void write(NodeCommand command, MemberWriter out) {
        if (command instanceof InvokeRequest request) {
            InvokeFormat.write(request, out);
            return;
        }
        out.required("type", Kinds.TEXT, command.type());
        switch (command) {
            case Registered registered ->
                    out.required("node_id", ClawKinds.NODE_ID, registered.nodeId())
                            .required(
                                    "heartbeat_interval_secs",
                                    Kinds.U32,
                                    registered.heartbeatIntervalSecs())
                            .required(
                                    "metrics_interval_secs",
                                    Kinds.U32,
                                    registered.metricsIntervalSecs())
                            .optional("fleet_id", Kinds.TEXT, registered.fleetId());
            case HeartbeatAck ack ->
                    out.required("server_time", Kinds.TIME, ack.serverTime())
                            .optional("confirmed", Kinds.U64, ack.confirmed());
            case StartWorkload start -> writeStart(start, out);
            case StopWorkload stop ->
                    out.required("workload_id", ClawKinds.WORKLOAD_ID, stop.workloadId())
                            .required("grace_period_secs", Kinds.U32, stop.gracePeriodSecs())
                            .optional("attempt", Kinds.COUNT, stop.attempt())
                            .optional("reason", Kinds.TEXT, stop.reason())
                            .unless(false, "ordered", Kinds.FLAG, stop.ordered());
            case ConfigUpdate config -> writeConfig(config, out);
            case RequestMetrics _, RequestCapabilities _ -> {}
            case MeshPeerConfig mesh -> writeMeshPeers(mesh, out);
            case MeshPeerRemove remove ->
                    out.required("peer_public_keys", Kinds.TEXTS, remove.peerPublicKeys());
            case Failure failure ->
                    out.required("code", Kinds.U32, failure.code())
                            .required("message", Kinds.TEXT, failure.message());
            case InvokeRequest _ -> throw new IllegalStateException("written above");
        }
    }

    private static Registered readRegistered(Members m) throws JsonFormatException {
        return new Registered(
                m.required("node_id", ClawKinds.NODE_ID),
                m.required("heartbeat_interval_secs", Kinds.U32),
                m.required("metrics_interval_secs", Kinds.U32),
                m.optional("fleet_id", Kinds.TEXT));
    }

    private static StartWorkload readStart(Members m) throws JsonFormatException {
        return new StartWorkload(
                m.required("workload_id", ClawKinds.WORKLOAD_ID),
                m.required("spec", SpecFormat.SPEC),
                m.listOrEmpty("gpu_ids", Kinds.COUNTS),
                m.optional("attempt", Kinds.COUNT),
                m.listOrEmpty("gpu_grants", GpuRequirementFormat.GRANTS));
    }

    private static void writeStart(StartWorkload start, MemberWriter out) {
        out.required("workload_id", ClawKinds.WORKLOAD_ID, start.workloadId())
                .required("spec", SpecFormat.SPEC, start.spec())
                .unlessEmpty("gpu_ids", Kinds.COUNTS, start.gpuIds())
                .optional("attempt", Kinds.COUNT, start.attempt())
                .unlessEmpty("gpu_grants", GpuRequirementFormat.GRANTS, start.gpuGrants());
    }

    private static StopWorkload readStop(Members m) throws JsonFormatException {
        return new StopWorkload(
                m.required("workload_id", ClawKinds.WORKLOAD_ID),
                m.required("grace_period_secs", Kinds.U32),
                m.optional("attempt", Kinds.COUNT),
                m.optional("reason", Kinds.TEXT),
                m.otherwise("ordered", Kinds.FLAG, false));
    }

    private static ConfigUpdate readConfig(Members message) throws JsonFormatException {
        Members m = message.nested("config");
        return new ConfigUpdate(
                m.optional("heartbeat_interval_secs", Kinds.U32),
                m.optional("metrics_interval_secs", Kinds.U32),
                m.optional("max_concurrent_workloads", Kinds.U32),
                m.optional("log_level", Kinds.TEXT));
    }

    private static void writeConfig(ConfigUpdate update, MemberWriter out) {
        out.nested(
                "config",
                config ->
                        config.nullable(
                                        "heartbeat_interval_secs",
                                        Kinds.U32,
                                        update.heartbeatIntervalSecs())
                                .nullable(
                                        "metrics_interval_secs",
                                        Kinds.U32,
                                        update.metricsIntervalSecs())
                                .nullable(
                                        "max_concurrent_workloads",
                                        Kinds.U32,
                                        update.maxConcurrentWorkloads())
                                .nullable("log_level", Kinds.TEXT, update.logLevel()));
    }

    private static MeshPeerConfig readMeshPeers(Members m) throws JsonFormatException {
        return new MeshPeerConfig(
                m.required("node_mesh_ip", Kinds.TEXT),
                m.optional("private_key", Kinds.TEXT),
                m.required("peers", MeshPeerFormat.PEERS),
                m.required("network_cidr", Kinds.TEXT),
                m.required("listen_port", Kinds.U16));
    }

    private static void writeMeshPeers(MeshPeerConfig mesh, MemberWriter out) {
        out.required("node_mesh_ip", Kinds.TEXT, mesh.nodeMeshIp())
                .nullable("private_key", Kinds.TEXT, mesh.privateKey())
                .required("peers", MeshPeerFormat.PEERS, mesh.peers())
                .required("network_cidr", Kinds.TEXT, mesh.networkCidr())
                .required("listen_port", Kinds.U16, mesh.listenPort());
    }
}
