package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.mesh.MeshMember;
import dev.clawgateway.control.operations.MeshOperations;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.MeshConnectionState;
import dev.clawgateway.protocol.claw.operator.info.MeshNodeInfo;
import dev.clawgateway.protocol.claw.operator.info.MeshPeerInfo;

/** What operators ask about the mesh; answered neutrally while it is off. */
final class MeshRequests {
    private static final int SHOWN_KEY_CHARS = 12;

    private final MeshOperations mesh;

    MeshRequests(MeshOperations mesh) {
        this.mesh = mesh;
    }

    void status(PendingReply reply) {
        mesh.status(reply.caller(), reply.found(MeshRequests::status));
    }

    private static CliReply status(MeshOperations.Status status) {
        if (!status.enabled()) {
            return CliReply.MeshStatus.OFF;
        }
        long nodes = status.members();
        return new CliReply.MeshStatus(
                true, nodes, nodes * (nodes - 1) / 2, status.cidr(), "full_mesh");
    }

    void peers(PendingReply reply) {
        mesh.list(
                reply.caller(),
                reply.found(members ->
                        new CliReply.MeshPeers(members.stream().map(MeshRequests::peer).toList())));
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

    void node(CliRequest.GetMeshNode request, PendingReply reply) {
        mesh.get(reply.caller(), request.nodeId(), reply.found(MeshRequests::node));
    }

    private static CliReply node(MeshOperations.Place place) {
        MeshMember member = place.member();
        return new CliReply.MeshNode(
                new MeshNodeInfo(
                        member.node(),
                        AsciiName.of(member.name()),
                        member.meshIp(),
                        member.publicKey(),
                        member.endpoint(),
                        false,
                        member.connectedPeers(),
                        place.others(),
                        member.joinedAt()));
    }
}
