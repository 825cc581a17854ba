package dev.clawgateway.core.cluster;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.record.PastUseRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A fact: what a command changed. Stored, then published to readers, in this order. */
public sealed interface Change {
    record NodeSaved(NodeRecord node) implements Change {}

    record NodeForgotten(NodeId node) implements Change {}

    record WorkloadSaved(WorkloadRecord workload) implements Change {}

    record WorkloadForgotten(WorkloadId workload) implements Change {}

    record VirtualClusterSaved(VirtualCluster cluster) implements Change {}

    record VirtualClusterForgotten(String name) implements Change {}

    /** Takes the place of the one before. */
    record PastUseSaved(PastUseRecord pastUse) implements Change {}

    /**
     * The mode of the gateway.
     *
     * @param since when it changed last; null where that was before it was kept
     */
    record ServingSet(boolean serving, @Nullable Instant since) implements Change {}

    record EventRecorded(Event event) implements Change {}

    /** Soft: published to readers, never stored. */
    record StatusChanged(NodeId node, NodeStatus status) implements Change {}

    /**
     * Soft, like the status.
     *
     * @param avoided null when it no longer is
     */
    record AvoidanceChanged(NodeId node, @Nullable Avoided avoided) implements Change {}

    /** Whether a store keeps it. */
    default boolean durable() {
        return !(this instanceof StatusChanged || this instanceof AvoidanceChanged);
    }

    /** Of the registries of members, each in a file of its own. */
    sealed interface OfRegistry extends Change permits DiscoveryChange, MembershipChange {}
}
