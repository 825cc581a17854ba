package dev.clawgateway.cli.blows;

import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One long workload on each of some nodes, which is to go on as if nothing happened. */
final class Work {
    private static final Duration BEGINS_WITHIN = Duration.ofMinutes(5);

    private final Fleet fleet;
    private final Map<String, WorkloadId> byNode = new LinkedHashMap<>();

    private Work(Fleet fleet) {
        this.fleet = fleet;
    }

    static Work on(Fleet fleet, Traces traces, List<String> nodes) {
        Work work = new Work(fleet);
        nodes.forEach(node -> work.byNode.put(node, submit(fleet, traces, node, 1)));
        if (!Referee.within(BEGINS_WITHIN, () -> work.disturbed().isEmpty())) {
            throw new IllegalStateException("does not begin: " + work.disturbed());
        }
        return work;
    }

    /** For that node alone; waits there when its devices are held. */
    static WorkloadId submit(Fleet fleet, Traces traces, String node, int gpus) {
        WorkloadSpec spec =
                new WorkloadSpec(
                        WorkloadSpec.PROCESS_IMAGE,
                        List.of("sh", "-c", traces.lasting()),
                        traces.environment(),
                        gpus,
                        0,
                        0);
        NodeId id =
                fleet.ask(gateway -> gateway.nodes().list(NodeQuery.matching(node)))
                        .getFirst()
                        .id();
        return fleet.ask(gateway -> gateway.workloads().submit(id, spec, true)).workload();
    }

    /** Of that node. */
    WorkloadId of(String node) {
        return Objects.requireNonNull(byNode.get(node));
    }

    /** In the order of the nodes. */
    List<WorkloadId> all() {
        return List.copyOf(byNode.values());
    }

    /** What does not run in its first attempt, where it was put. */
    List<String> disturbed() {
        List<String> found = new ArrayList<>();
        byNode.forEach((node, id) -> {
            WorkloadView now;
            try {
                now = fleet.ask(gateway -> gateway.workloads().get(id));
            } catch (RefusedException e) {
                found.add("the work of %s is not known: %s".formatted(node, e.getMessage()));
                return;
            }
            if (now.state() != WorkloadState.RUNNING
                    || !Objects.equals(now.attempt(), 1)
                    || !node.equals(now.nodeName())) {
                found.add(
                        "the work of %s is %s, attempt %s, on %s: %s"
                                .formatted(
                                        node,
                                        now.state(),
                                        now.attempt(),
                                        now.nodeName(),
                                        now.reason()));
            }
        });
        return found;
    }

    /** As it was disturbed first, when it was within this time. */
    List<String> disturbedWithin(Duration time) {
        List<List<String>> found = new ArrayList<>();
        Referee.within(
                time,
                () -> {
                    List<String> now = disturbed();
                    if (!now.isEmpty()) {
                        found.add(now);
                    }
                    return !now.isEmpty();
                });
        return found.isEmpty() ? List.of() : found.getFirst();
    }
}
