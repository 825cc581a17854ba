package dev.clawgateway.client.simulation;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Knows what every node was told, and holds the gateway to its promises: no GPU for two, no attempt
 * twice, no node more than it has. Any thread.
 */
final class FleetChecker {
    private static final int MAX_KEPT = 50;

    private final ConcurrentMap<Device, Run> holders = new ConcurrentHashMap<>();
    private final ConcurrentMap<Run, NodeId> starts = new ConcurrentHashMap<>();
    private final ConcurrentMap<WorkloadId, End> ends = new ConcurrentHashMap<>();
    private final Queue<String> kept = new ConcurrentLinkedQueue<>();
    private final LongAdder violations = new LongAdder();

    /** One try at running a workload. */
    record Run(WorkloadId workload, int attempt) {}

    private record Device(NodeId node, int index) {}

    /** How the latest attempt ended, as its node said. */
    private record End(int attempt, WorkloadState state) {}

    /** A node was told, for the first time, to start something. */
    void started(NodeId node, int gpusOfNode, Run run, int gpusWanted, List<Integer> gpus) {
        NodeId before = starts.putIfAbsent(run, node);
        if (before != null) {
            violated("%s was started on %s and again on %s".formatted(run, before, node));
        }
        if (gpus.stream().distinct().count() != gpus.size() || gpus.size() != gpusWanted) {
            violated("%s wants %d GPUs and got %s".formatted(run, gpusWanted, gpus));
        }
        for (int index : gpus) {
            if (index < 0 || index >= gpusOfNode) {
                violated(
                        "%s got GPU %d of %s, which has %d"
                                .formatted(run, index, node, gpusOfNode));
            }
            Run holder = holders.putIfAbsent(new Device(node, index), run);
            if (holder != null) {
                violated(
                        "GPU %d of %s was given to %s while %s held it"
                                .formatted(index, node, run, holder));
            }
        }
    }

    /** A node has let everything go that a run held. */
    void ended(NodeId node, Run run, List<Integer> gpus, WorkloadState state) {
        for (int index : gpus) {
            holders.remove(new Device(node, index), run);
        }
        ends.merge(
                run.workload(),
                new End(run.attempt(), state),
                (old, fresh) -> fresh.attempt() >= old.attempt() ? fresh : old);
    }

    /** How a node said it ended; null when none did. */
    @Nullable WorkloadState end(WorkloadId workload) {
        End end = ends.get(workload);
        return end == null ? null : end.state();
    }

    /** The gateway's last word on a workload, against what its node said. */
    void compare(WorkloadId workload, WorkloadState gateway) {
        WorkloadState node = end(workload);
        if (gateway == WorkloadState.COMPLETED && node != WorkloadState.COMPLETED) {
            violated("%s is completed, but its node said %s".formatted(workload, said(node)));
        } else if (gateway == WorkloadState.FAILED && node == WorkloadState.COMPLETED) {
            violated("%s is failed, but its node said %s".formatted(workload, said(node)));
        }
    }

    private static String said(@Nullable WorkloadState state) {
        return state == null ? "nothing" : state.toString();
    }

    private void violated(String text) {
        violations.increment();
        if (kept.size() < MAX_KEPT) {
            kept.add(text);
        }
    }

    long violationCount() {
        return violations.sum();
    }

    /** The first few, in words. */
    List<String> violations() {
        return new ArrayList<>(kept);
    }
}
