package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.mesh.MeshMember;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.MeshConnectionState;
import dev.clawgateway.protocol.claw.operator.info.MeshNodeInfo;
import dev.clawgateway.protocol.claw.operator.info.MeshPeerInfo;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import dev.clawgateway.server.dialect.claw.mesh.MeshNetwork;
import java.util.Comparator;

/** Answers about the mesh; neutral ones while it is off. */
final class MeshQueries {
    private static final int SHOWN_KEY_CHARS = 12;

    private final MeshNetwork mesh;

    MeshQueries(MeshNetwork mesh) {
        this.mesh = mesh;
    }

    CliReply status() {
        if (!mesh.enabled()) {
            return CliReply.MeshStatus.OFF;
        }
        long nodes = mesh.members().size();
        return new CliReply.MeshStatus(
                true, nodes, nodes * (nodes - 1) / 2, mesh.cidr(), "full_mesh");
    }

    CliReply peers() {
        return new CliReply.MeshPeers(
                mesh.members().stream()
                        .sorted(
                                Comparator.comparing(MeshMember::name)
                                        .thenComparing(MeshMember::node))
                        .map(MeshQueries::peer)
                        .toList());
    }

    private static MeshPeerInfo peer(MeshMember member) {
        String key = member.publicKey();
        return new MeshPeerInfo(
                member.node(),
                AsciiName.of(member.name()),
                member.meshIp(),
                key.length() <= SHOWN_KEY_CHARS ? key : key.substring(0, SHOWN_KEY_CHARS) + "...",
                member.endpoint(),
                member.readyAt() == null
                        ? MeshConnectionState.CONNECTING
                        : MeshConnectionState.CONNECTED,
                member.readyAt(),
                0,
                0);
    }

    CliReply node(CliRequest.GetMeshNode request) {
        if (!mesh.enabled()) {
            return new CliReply.Failure(
                    ErrorNumbers.of(ErrorCode.INTERNAL), "the mesh is off", request.type());
        }
        MeshMember member = mesh.member(request.nodeId());
        if (member == null) {
            return new CliReply.Failure(
                    ErrorNumbers.of(ErrorCode.NODE_NOT_FOUND),
                    "node " + request.nodeId() + " is not in the mesh",
                    request.type());
        }
        return new CliReply.MeshNode(
                new MeshNodeInfo(
                        member.node(),
                        AsciiName.of(member.name()),
                        member.meshIp(),
                        member.publicKey(),
                        member.endpoint(),
                        false,
                        member.connectedPeers(),
                        Math.max(0, mesh.members().size() - 1),
                        member.joinedAt()));
    }
}
