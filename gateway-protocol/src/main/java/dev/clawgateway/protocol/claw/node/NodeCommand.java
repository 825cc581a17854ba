package dev.clawgateway.protocol.claw.node;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.parts.WireMessage;
import dev.clawgateway.protocol.json.MemberWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gateway may say to a node (claw protocol, section 2.2). */
public sealed interface NodeCommand extends WireMessage {
    /**
     * Answer to a registration, and the first frame to a node.
     *
     * @param fleetId which fleet the node is in now; null when it did not ask. Our extension
     */
    record Registered(
            NodeId nodeId,
            long heartbeatIntervalSecs,
            long metricsIntervalSecs,
            @Nullable String fleetId)
            implements NodeCommand {
        /** To a node that did not ask which fleet it is in. */
        public Registered(NodeId nodeId, long heartbeatIntervalSecs, long metricsIntervalSecs) {
            this(nodeId, heartbeatIntervalSecs, metricsIntervalSecs, null);
        }
    }

    /**
     * Answer to every heartbeat.
     *
     * @param confirmed number of the last report that is dealt with for good, like all before it;
     *     null when none is, or the node did not ask. Our extension
     */
    record HeartbeatAck(Instant serverTime, @Nullable Long confirmed) implements NodeCommand {
        /** To a node that did not ask for receipts. */
        public HeartbeatAck(Instant serverTime) {
            this(serverTime, null);
        }
    }

    /**
     * Start an attempt; harmless when that attempt already runs.
     *
     * @param gpuIds the GPUs to use; empty when the node is free to choose. Our extension
     * @param attempt which attempt this is; null from gateways that do not count. Our extension
     * @param gpuGrants given only when GPUs are shared or cut; otherwise every GPU named is whole.
     *     Our extension
     */
    record StartWorkload(
            WorkloadId workloadId,
            WorkloadSpec spec,
            List<Integer> gpuIds,
            @Nullable Integer attempt,
            List<GpuGrant> gpuGrants)
            implements NodeCommand {
        public StartWorkload {
            gpuIds = List.copyOf(gpuIds);
            gpuGrants = List.copyOf(gpuGrants);
        }
    }

    /**
     * Stop a workload.
     *
     * @param gracePeriodSecs 0 kills at once
     * @param attempt which attempt is meant; null for whichever runs. Our extension
     * @param reason for the log of the node. Our extension
     * @param ordered whether an operator wants it; told to nodes that asked which fleet they are
     *     in. Our extension
     */
    record StopWorkload(
            WorkloadId workloadId,
            long gracePeriodSecs,
            @Nullable Integer attempt,
            @Nullable String reason,
            boolean ordered)
            implements NodeCommand {
        /** One of which it is not said who wants it. */
        public StopWorkload(
                WorkloadId workloadId,
                long gracePeriodSecs,
                @Nullable Integer attempt,
                @Nullable String reason) {
            this(workloadId, gracePeriodSecs, attempt, reason, false);
        }
    }

    /** Changes the node's settings; a null member leaves that one as it is. */
    record ConfigUpdate(
            @Nullable Long heartbeatIntervalSecs,
            @Nullable Long metricsIntervalSecs,
            @Nullable Long maxConcurrentWorkloads,
            @Nullable String logLevel)
            implements NodeCommand {}

    /** Asks for metrics now. Stock agents never answer. */
    record RequestMetrics() implements NodeCommand {}

    /** Asks for capabilities now. Stock agents never answer. */
    record RequestCapabilities() implements NodeCommand {}

    /**
     * Peers to add or update.
     *
     * @param nodeMeshIp address of the receiving node
     * @param privateKey normally null: nodes make their own
     */
    record MeshPeerConfig(
            String nodeMeshIp,
            @Nullable String privateKey,
            List<MeshPeer> peers,
            String networkCidr,
            int listenPort)
            implements NodeCommand {
        public MeshPeerConfig {
            peers = List.copyOf(peers);
        }
    }

    /** Peers to forget. */
    record MeshPeerRemove(List<String> peerPublicKeys) implements NodeCommand {
        public MeshPeerRemove {
            peerPublicKeys = List.copyOf(peerPublicKeys);
        }
    }

    /** The wire's {@code error}: what the node sent was refused. Codes as in section 4.6. */
    record Failure(long code, String message) implements NodeCommand {}

    /**
     * Runs a command on the node; an untagged event frame (section 6).
     *
     * @param id made by the gateway; the answer carries it back
     * @param nodeId the receiving node as it calls itself
     * @param paramsJson text that contains JSON
     */
    record InvokeRequest(
            String id,
            String nodeId,
            String command,
            @Nullable String paramsJson,
            @Nullable Long timeoutMs)
            implements NodeCommand {}

    @Override
    default void write(MemberWriter out) {
        NodeCommandFormat.write(this, out);
    }

    @Override
    default String type() {
        return switch (this) {
            case Registered _ -> "registered";
            case HeartbeatAck _ -> "heartbeat_ack";
            case StartWorkload _ -> "start_workload";
            case StopWorkload _ -> "stop_workload";
            case ConfigUpdate _ -> "config_update";
            case RequestMetrics _ -> "request_metrics";
            case RequestCapabilities _ -> "request_capabilities";
            case MeshPeerConfig _ -> "mesh_peer_config";
            case MeshPeerRemove _ -> "mesh_peer_remove";
            case Failure _ -> "error";
            case InvokeRequest _ -> "node.invoke.request";
        };
    }
}
