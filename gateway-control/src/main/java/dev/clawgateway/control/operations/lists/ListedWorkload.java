package dev.clawgateway.control.operations.lists;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workload as operators see it.
 *
 * @param nodeName of the node it is or was on; null for none, or one that is forgotten
 * @param reason why it is as it is, which may be known better than its record has it; null when
 *     there is nothing to say
 * @param unhealthyGpus those that it holds and that are reported unhealthy
 */
public record ListedWorkload(
        WorkloadRecord record,
        @Nullable String nodeName,
        @Nullable String reason,
        List<Integer> unhealthyGpus) {
    /** Label under which submitters put a name for people. */
    public static final String NAME_LABEL = "name";

    /** As its record has it. */
    public static ListedWorkload of(WorkloadRecord workload, ClusterView view) {
        return of(workload, view, workload.reason());
    }

    public static ListedWorkload of(
            WorkloadRecord workload, ClusterView view, @Nullable String reason) {
        NodeRecord node = node(workload, view);
        return new ListedWorkload(
                workload,
                node == null ? null : node.name(),
                reason,
                node == null ? List.of() : unhealthy(workload, node));
    }

    private static List<Integer> unhealthy(WorkloadRecord workload, NodeRecord node) {
        if (!(workload instanceof Held held) || held.holds().gpus().isEmpty()) {
            return List.of();
        }
        Set<Integer> unfit = node.unfitGpus().keySet();
        return held.holds().gpuIndexes().stream().filter(unfit::contains).toList();
    }

    /** The node it is or was on; null for none, or one that is forgotten. */
    public static @Nullable NodeRecord node(WorkloadRecord workload, ClusterView view) {
        Allocation allocation = workload.allocation();
        return allocation == null ? null : view.node(allocation.node());
    }

    /** The submitter's name for it; a worker of a parallel workload has its number behind. */
    public static @Nullable String name(WorkloadRecord workload) {
        String name = workload.spec().labels().get(NAME_LABEL);
        WorkerPlace place = workload.place();
        return name == null || place == null ? name : name + "/" + place.index();
    }

    /** Whether it waits in the queue for its turn. */
    public static boolean queued(WorkloadRecord workload) {
        return workload.state() == WorkloadState.PENDING
                && workload.pendingGates().isEmpty()
                && workload.retry() == null;
    }

    /** Under which name it is in the queue: a gang waits under its first member's. */
    public static WorkloadId queueName(WorkloadRecord workload) {
        WorkerPlace place = workload.place();
        return workload.spec().scheduling().gang() == null || place == null
                ? workload.id()
                : place.group();
    }
}
