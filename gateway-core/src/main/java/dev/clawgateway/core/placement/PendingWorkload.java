package dev.clawgateway.core.placement;

import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What asks to be placed: one workload, or a gang of equal members that start together.
 *
 * @param members the workloads, in the order of their worker index; one unless it is a gang
 * @param minMembers fewest members worth starting; the size of {@code members} unless the gang is
 *     elastic
 * @param target the only node allowed; null for any
 * @param unwanted taken only where no other node would do; null for none. Of a single workload
 * @param clusterLabels labels of the nodes that its virtual cluster runs on; empty for any. Not for
 *     who asks to say: an engine enters what it was told of the cluster
 */
public record PendingWorkload(
        List<WorkloadId> members,
        int minMembers,
        WorkloadSpec spec,
        Instant submittedAt,
        @Nullable NodeId target,
        @Nullable NodeId unwanted,
        Map<String, String> clusterLabels) {
    public PendingWorkload {
        members = List.copyOf(members);
        clusterLabels = FrozenMap.copyOf(clusterLabels);
        if (minMembers < 1 || minMembers > members.size()) {
            throw new IllegalArgumentException(
                    "a pending workload needs 1 <= minMembers <= members");
        }
    }

    /** One to which all nodes allowed are the same. */
    public PendingWorkload(
            List<WorkloadId> members,
            int minMembers,
            WorkloadSpec spec,
            Instant submittedAt,
            @Nullable NodeId target) {
        this(members, minMembers, spec, submittedAt, target, null, Map.of());
    }

    /** A single workload. */
    public PendingWorkload(
            WorkloadId id, WorkloadSpec spec, Instant submittedAt, @Nullable NodeId target) {
        this(List.of(id), 1, spec, submittedAt, target);
    }

    /** The first member's id, which names the whole in the queue. */
    public WorkloadId id() {
        return members.getFirst();
    }

    /** The same of what is described otherwise. */
    public PendingWorkload with(WorkloadSpec other) {
        return new PendingWorkload(
                members, minMembers, other, submittedAt, target, unwanted, clusterLabels);
    }

    /** The same, to be tried on one node only. */
    public PendingWorkload onlyOn(NodeId node) {
        return new PendingWorkload(
                members, minMembers, spec, submittedAt, node, unwanted, clusterLabels);
    }

    /** The same, which prefers any other node to this one. */
    public PendingWorkload ratherNotOn(@Nullable NodeId node) {
        return new PendingWorkload(
                members, minMembers, spec, submittedAt, target, node, clusterLabels);
    }

    /** The same, on nodes with these labels only. */
    public PendingWorkload within(Map<String, String> labels) {
        return new PendingWorkload(
                members, minMembers, spec, submittedAt, target, unwanted, labels);
    }
}
