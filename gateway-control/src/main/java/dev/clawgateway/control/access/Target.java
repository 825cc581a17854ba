package dev.clawgateway.control.access;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import org.jspecify.annotations.Nullable;

/**
 * What an operation acts on, as far as a permission can depend on it.
 *
 * @param virtualCluster that it lies in; null for what lies in none
 * @param owner who submitted it; null for what belongs to nobody
 * @param node null for what is no node's
 */
public record Target(
        @Nullable String virtualCluster, @Nullable Principal owner, @Nullable NodeId node) {
    /** Nothing in particular: the gateway, the fleet, a list of which each line is judged. */
    public static final Target NONE = new Target(null, null, null);

    public static Target of(NodeId node) {
        return new Target(null, null, node);
    }

    /** A workload, or what is said of one. */
    public static Target of(String virtualCluster, @Nullable Principal owner) {
        return new Target(virtualCluster, owner, null);
    }
}
