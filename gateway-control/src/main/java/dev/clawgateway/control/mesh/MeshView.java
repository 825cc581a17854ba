package dev.clawgateway.control.mesh;

import dev.clawgateway.core.NodeId;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The mesh between nodes as it is now. Reading is free, from any thread; never blocks. */
public interface MeshView {
    boolean enabled();

    /** The network that addresses are taken from. */
    String cidr();

    /** All members, in no order. */
    Collection<MeshMember> members();

    /** Null when the node is not in the mesh. */
    @Nullable MeshMember member(NodeId node);
}
