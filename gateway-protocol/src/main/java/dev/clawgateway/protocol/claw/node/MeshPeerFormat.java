package dev.clawgateway.protocol.claw.node;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.util.List;

/** The peers of the mesh that a node is told of (section 2.2) as JSON. */
final class MeshPeerFormat {
    static final Kind<List<MeshPeer>> PEERS =
            Kinds.list(Kinds.object(MeshPeerFormat::readPeer, MeshPeerFormat::write));

    private MeshPeerFormat() {}

    private static MeshPeer readPeer(Members m) throws JsonFormatException {
        return new MeshPeer(
                m.required("public_key", Kinds.TEXT),
                m.required("mesh_ip", Kinds.TEXT),
                m.optional("endpoint", Kinds.TEXT),
                m.optional("keepalive_secs", Kinds.U16),
                m.required("allowed_ips", Kinds.TEXTS));
    }

    private static void write(MeshPeer peer, MemberWriter out) {
        out.required("public_key", Kinds.TEXT, peer.publicKey())
                .required("mesh_ip", Kinds.TEXT, peer.meshIp())
                .nullable("endpoint", Kinds.TEXT, peer.endpoint())
                .nullable("keepalive_secs", Kinds.U16, peer.keepaliveSecs())
                .required("allowed_ips", Kinds.TEXTS, peer.allowedIps());
    }
}
