package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.mesh.MeshMember;
import dev.clawgateway.control.mesh.MeshView;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import java.util.Comparator;
import java.util.List;

/** Questions about the mesh between nodes. They change nothing. */
public final class MeshOperations {
    private static final Comparator<MeshMember> BY_NAME =
            Comparator.comparing(MeshMember::name).thenComparing(MeshMember::node);

    private final Desk desk;
    private final MeshView mesh;

    MeshOperations(Desk desk, MeshView mesh) {
        this.desk = desk;
        this.mesh = mesh;
    }

    /**
     * How it fares.
     *
     * @param cidr network that addresses are taken from
     */
    public record Status(boolean enabled, int members, String cidr) {}

    public void status(Caller caller, Reply<Status> reply) {
        desk.ask(
                caller,
                Operation.SHOW_MESH,
                reply,
                () ->
                        new Answer.Given<>(
                                new Status(mesh.enabled(), mesh.members().size(), mesh.cidr())));
    }

    /** All members, by name; none while the mesh is off. */
    public void list(Caller caller, Reply<List<MeshMember>> reply) {
        desk.askLater(
                caller,
                Operation.LIST_MESH,
                reply,
                () -> new Answer.Given<>(mesh.members().stream().sorted(BY_NAME).toList()));
    }

    /**
     * A member among the others.
     *
     * @param others how many those are
     */
    public record Place(MeshMember member, int others) {}

    public void get(Caller caller, NodeId node, Reply<Place> reply) {
        desk.ask(caller, Operation.GET_MESH_MEMBER, Target.of(node), reply, () -> place(node));
    }

    private Answer<Place> place(NodeId node) {
        if (!mesh.enabled()) {
            return new Answer.Refused<>(ErrorCode.INTERNAL, "the mesh is off");
        }
        MeshMember member = mesh.member(node);
        return member == null
                ? new Answer.Refused<>(
                        ErrorCode.NODE_NOT_FOUND, "node " + node + " is not in the mesh")
                : new Answer.Given<>(new Place(member, Math.max(0, mesh.members().size() - 1)));
    }
}
