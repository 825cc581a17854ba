package dev.clawgateway.protocol.claw.node;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import dev.clawgateway.protocol.claw.parts.WireMessage;
import dev.clawgateway.protocol.json.MemberWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a node may say to the gateway (claw protocol, section 2.1). */
public sealed interface NodeMessage extends WireMessage {
    /**
     * First message of a node session.
     *
     * @param name the node's name for people
     * @param protocolVersion 1 today
     * @param wireguardPublicKey base64
     * @param wireguardEndpoint {@code ip:port}
     * @param running everything the node runs at this moment; null when it does not say, which is
     *     not the same as nothing. Our extension
     * @param machineId which machine the node is on, the same after every restart; null when it
     *     does not say. Our extension
     * @param bootId which start of that machine; null when it does not say. Our extension
     * @param confirms whether the node numbers its reports and asks which of them are durable. Our
     *     extension
     * @param fleetId which fleet the node knew; empty when it knows none and asks, null when it
     *     does not ask. Our extension
     * @param agentVersion of the node's program; null when it does not say. Our extension
     */
    record Register(
            NodeId nodeId,
            String name,
            Capabilities capabilities,
            long protocolVersion,
            @Nullable String wireguardPublicKey,
            @Nullable String wireguardEndpoint,
            @Nullable List<RunningWorkload> running,
            @Nullable String machineId,
            @Nullable String bootId,
            boolean confirms,
            @Nullable String fleetId,
            @Nullable String agentVersion)
            implements NodeMessage {
        public Register {
            running = running == null ? null : List.copyOf(running);
        }

        /** A node that does not say which program it runs. */
        public Register(
                NodeId nodeId,
                String name,
                Capabilities capabilities,
                long protocolVersion,
                @Nullable String wireguardPublicKey,
                @Nullable String wireguardEndpoint,
                @Nullable List<RunningWorkload> running,
                @Nullable String machineId,
                @Nullable String bootId,
                boolean confirms,
                @Nullable String fleetId) {
            this(
                    nodeId,
                    name,
                    capabilities,
                    protocolVersion,
                    wireguardPublicKey,
                    wireguardEndpoint,
                    running,
                    machineId,
                    bootId,
                    confirms,
                    fleetId,
                    null);
        }

        /** A node that says neither what machine it is on nor that it numbers its reports. */
        public Register(
                NodeId nodeId,
                String name,
                Capabilities capabilities,
                long protocolVersion,
                @Nullable String wireguardPublicKey,
                @Nullable String wireguardEndpoint,
                @Nullable List<RunningWorkload> running) {
            this(
                    nodeId,
                    name,
                    capabilities,
                    protocolVersion,
                    wireguardPublicKey,
                    wireguardEndpoint,
                    running,
                    null,
                    null,
                    false,
                    null);
        }

        /** A node that does not ask which fleet this is. */
        public Register(
                NodeId nodeId,
                String name,
                Capabilities capabilities,
                long protocolVersion,
                @Nullable String wireguardPublicKey,
                @Nullable String wireguardEndpoint,
                @Nullable List<RunningWorkload> running,
                @Nullable String machineId,
                @Nullable String bootId,
                boolean confirms) {
            this(
                    nodeId,
                    name,
                    capabilities,
                    protocolVersion,
                    wireguardPublicKey,
                    wireguardEndpoint,
                    running,
                    machineId,
                    bootId,
                    confirms,
                    null);
        }
    }

    /** Liveness only. The timestamp is the sender's clock and not to be trusted. */
    record Heartbeat(NodeId nodeId, Instant timestamp) implements NodeMessage {}

    /** Latest readings, one per GPU. */
    record Metrics(NodeId nodeId, List<GpuMetrics> gpuMetrics, Instant timestamp)
            implements NodeMessage {
        public Metrics {
            gpuMetrics = List.copyOf(gpuMetrics);
        }
    }

    /**
     * A workload changed its state on the node.
     *
     * @param message free text
     * @param attempt which attempt is meant; null from nodes that do not count them. Our extension
     * @param exitCode how its process ended; null while it runs or when unknown. Our extension
     * @param report number of this report, growing within one session of a node that {@linkplain
     *     Register#confirms asked for receipts}; null from others. Our extension
     */
    record WorkloadUpdate(
            WorkloadId workloadId,
            WorkloadState state,
            @Nullable String message,
            Instant timestamp,
            @Nullable Integer attempt,
            @Nullable Integer exitCode,
            @Nullable Long report)
            implements NodeMessage {
        /** A report without a number. */
        public WorkloadUpdate(
                WorkloadId workloadId,
                WorkloadState state,
                @Nullable String message,
                Instant timestamp,
                @Nullable Integer attempt,
                @Nullable Integer exitCode) {
            this(workloadId, state, message, timestamp, attempt, exitCode, null);
        }
    }

    /**
     * A batch of output. The decoder passes on longer batches than {@link #MAX_LINES} whole.
     *
     * @param lines without line ends
     * @param attempt whose output it is; null from nodes that do not count them. Our extension
     */
    record WorkloadLogs(
            WorkloadId workloadId, List<String> lines, boolean isStderr, @Nullable Integer attempt)
            implements NodeMessage {
        /** Lines of one batch that count; the rest is to be dropped. */
        public static final int MAX_LINES = 10_000;

        public WorkloadLogs {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The node's mesh interface is up.
     *
     * @param peerCount peers configured
     * @param error set when some peers failed
     */
    record MeshReady(NodeId nodeId, String meshIp, long peerCount, @Nullable String error)
            implements NodeMessage {}

    /**
     * Answer to a {@link NodeCommand.InvokeRequest}; an untagged frame (section 6).
     *
     * @param frameId the node's own id of this frame, of no use here; null when left out
     * @param id which invoke this answers
     * @param nodeId the node's own name for itself, not always a UUID; null when left out
     * @param payload free JSON, not to be modified; null for none
     */
    record InvokeResult(
            @Nullable String frameId,
            String id,
            @Nullable String nodeId,
            boolean ok,
            @Nullable JsonNode payload,
            @Nullable InvokeError error)
            implements NodeMessage {}

    @Override
    default void write(MemberWriter out) {
        NodeMessageFormat.write(this, out);
    }

    @Override
    default String type() {
        return switch (this) {
            case Register _ -> "register";
            case Heartbeat _ -> "heartbeat";
            case Metrics _ -> "metrics";
            case WorkloadUpdate _ -> "workload_update";
            case WorkloadLogs _ -> "workload_logs";
            case MeshReady _ -> "mesh_ready";
            case InvokeResult _ -> "node.invoke.result";
        };
    }
}
