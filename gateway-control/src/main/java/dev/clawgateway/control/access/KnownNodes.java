package dev.clawgateway.control.access;

import dev.clawgateway.core.NodeId;
import org.jspecify.annotations.Nullable;

/** The nodes that the gateway knows, as published. Safe from any thread; never blocks. */
@FunctionalInterface
public interface KnownNodes {
    /** Of a gateway that knows none. */
    KnownNodes NONE = _ -> null;

    /** The name that a node has; null for one that is not known. */
    @Nullable String name(NodeId id);
}
