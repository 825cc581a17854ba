package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Words;
import java.util.List;

/** Peers of the mesh and of the MOLT network as operators see them (section 3.3), as JSON. */
public final class MeshFormat {
    public static final Kind<List<MeshPeerInfo>> PEER_INFOS =
            Kinds.list(Kinds.object(MeshFormat::readPeerInfo, MeshFormat::write));
    public static final Kind<MeshNodeInfo> NODE_INFO =
            Kinds.object(MeshFormat::readNodeInfo, MeshFormat::write);
    public static final Kind<List<MoltPeerInfo>> MOLT_PEERS =
            Kinds.list(Kinds.object(MeshFormat::readMoltPeer, MeshFormat::write));

    private static final Kind<MeshConnectionState> STATE = new Words<>(MeshConnectionState.class);

    private MeshFormat() {}

    private static MeshPeerInfo readPeerInfo(Members m) throws JsonFormatException {
        return new MeshPeerInfo(
                m.required("node_id", ClawKinds.NODE_ID),
                m.required("name", Kinds.TEXT),
                m.required("mesh_ip", Kinds.TEXT),
                m.required("public_key", Kinds.TEXT),
                m.optional("endpoint", Kinds.TEXT),
                m.required("state", STATE),
                m.optional("last_handshake", Kinds.TIME),
                m.required("rx_bytes", Kinds.U64),
                m.required("tx_bytes", Kinds.U64));
    }

    private static void write(MeshPeerInfo peer, MemberWriter out) {
        out.required("node_id", ClawKinds.NODE_ID, peer.nodeId())
                .required("name", Kinds.TEXT, peer.name())
                .required("mesh_ip", Kinds.TEXT, peer.meshIp())
                .required("public_key", Kinds.TEXT, peer.publicKey())
                .nullable("endpoint", Kinds.TEXT, peer.endpoint())
                .required("state", STATE, peer.state())
                .nullable("last_handshake", Kinds.TIME, peer.lastHandshake())
                .required("rx_bytes", Kinds.U64, peer.rxBytes())
                .required("tx_bytes", Kinds.U64, peer.txBytes());
    }

    private static MeshNodeInfo readNodeInfo(Members m) throws JsonFormatException {
        return new MeshNodeInfo(
                m.required("node_id", ClawKinds.NODE_ID),
                m.required("name", Kinds.TEXT),
                m.required("mesh_ip", Kinds.TEXT),
                m.required("public_key", Kinds.TEXT),
                m.optional("endpoint", Kinds.TEXT),
                m.required("is_hub", Kinds.FLAG),
                m.required("connected_peers", Kinds.U32),
                m.required("total_peers", Kinds.U32),
                m.required("joined_at", Kinds.TIME));
    }

    private static void write(MeshNodeInfo node, MemberWriter out) {
        out.required("node_id", ClawKinds.NODE_ID, node.nodeId())
                .required("name", Kinds.TEXT, node.name())
                .required("mesh_ip", Kinds.TEXT, node.meshIp())
                .required("public_key", Kinds.TEXT, node.publicKey())
                .nullable("endpoint", Kinds.TEXT, node.endpoint())
                .required("is_hub", Kinds.FLAG, node.isHub())
                .required("connected_peers", Kinds.U32, node.connectedPeers())
                .required("total_peers", Kinds.U32, node.totalPeers())
                .required("joined_at", Kinds.TIME, node.joinedAt());
    }

    private static MoltPeerInfo readMoltPeer(Members m) throws JsonFormatException {
        return new MoltPeerInfo(
                m.required("peer_id", Kinds.TEXT),
                m.optional("region", Kinds.TEXT),
                m.required("gpu_count", Kinds.U32),
                m.required("available", Kinds.FLAG),
                m.optional("latency_ms", Kinds.U32));
    }

    private static void write(MoltPeerInfo peer, MemberWriter out) {
        out.required("peer_id", Kinds.TEXT, peer.peerId())
                .nullable("region", Kinds.TEXT, peer.region())
                .required("gpu_count", Kinds.U32, peer.gpuCount())
                .required("available", Kinds.FLAG, peer.available())
                .nullable("latency_ms", Kinds.U32, peer.latencyMs());
    }
}
