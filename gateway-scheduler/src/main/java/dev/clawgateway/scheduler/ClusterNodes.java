package dev.clawgateway.scheduler;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.scheduler.queue.Queues;
import dev.clawgateway.scheduler.quota.QuotaTree;
import java.util.List;
import java.util.Map;

/**
 * What virtual clusters want of nodes, entered into requests before they are looked at. What holds
 * devices already keeps them, whatever is wanted from now on.
 */
final class ClusterNodes {
    private final QuotaTree tree;
    private final Queues queues;

    ClusterNodes(QuotaTree tree, Queues queues) {
        this.tree = tree;
        this.queues = queues;
    }

    /** What is asked, on nodes of its virtual cluster. */
    PendingWorkload of(PendingWorkload pending) {
        Map<String, String> wanted = wanted(pending);
        return wanted.equals(pending.clusterLabels()) ? pending : pending.within(wanted);
    }

    private Map<String, String> wanted(PendingWorkload pending) {
        return clusterLabels(pending.spec().scheduling().queue().virtualCluster());
    }

    /** Labels that a virtual cluster, and those above it, want of nodes. */
    Map<String, String> clusterLabels(String cluster) {
        return tree.account(cluster).clusterLabels();
    }

    /** Who waits and was entered with other labels than are wanted now, in order of arrival. */
    List<PendingWorkload> outdated() {
        return queues.inOrderOfArrival().stream()
                .map(waiting -> waiting.pending)
                .filter(pending -> !wanted(pending).equals(pending.clusterLabels()))
                .toList();
    }
}
