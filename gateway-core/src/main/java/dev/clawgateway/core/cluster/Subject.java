package dev.clawgateway.core.cluster;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.space.WorkspaceId;

/** What an event is about. */
public sealed interface Subject {
    record Node(NodeId id) implements Subject {}

    record Workload(WorkloadId id) implements Subject {}

    record VirtualCluster(String name) implements Subject {}

    /**
     * A workspace.
     *
     * @param workload which it is, by whose owner people are judged who read of it
     */
    record Workspace(WorkspaceId id, WorkloadId workload) implements Subject {}

    /**
     * A member of a registry.
     *
     * @param registry its name, which is the dialect's that it serves
     * @param id as the member names itself, unique in that registry
     */
    record Member(String registry, String id) implements Subject {}

    /** A registry as a whole. */
    record Registry(String name) implements Subject {}

    /** A credential that was issued, or taken back. */
    record Credential(String id) implements Subject {}

    /**
     * Whoever has credentials.
     *
     * @param subject as the credentials name it
     */
    record Holder(String subject) implements Subject {}

    /**
     * A device that identifies itself by a key.
     *
     * @param id hash of the key
     */
    record Device(String id) implements Subject {}

    /** The gateway as a whole. */
    record Gateway() implements Subject {}
}
