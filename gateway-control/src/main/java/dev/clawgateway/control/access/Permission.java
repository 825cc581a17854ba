package dev.clawgateway.control.access;

import dev.clawgateway.core.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who may do one thing.
 *
 * @param role the smallest that may; null where no person or program may, whatever its role
 * @param scope what a credential's limits mean for it
 * @param nodes whether nodes may
 * @param guests whether programs may that show no credential, where a listener lets them in
 */
record Permission(@Nullable Role role, Scope scope, Nodes nodes, boolean guests) {
    /** What a credential's limits mean for an operation. */
    enum Scope {
        /** Everybody with the role sees or does all of it. */
        ALL,
        /** It concerns the whole fleet: not with a limited credential. */
        FLEET,
        /** A list of which everybody is shown the part in his sight. */
        LIST,
        /** One workload, in sight. */
        WORKLOAD,
        /** One workload, in sight, and the caller's own; others' as an admin. */
        OWN,
        /** The operation holds what is wanted against the caller's rights. */
        RIGHTS
    }

    /** What nodes may. */
    enum Nodes {
        NEVER,
        /** Where it acts on the node itself. */
        ITSELF,
        ALWAYS
    }
}
