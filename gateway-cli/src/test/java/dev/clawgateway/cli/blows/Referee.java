package dev.clawgateway.cli.blows;

import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.client.api.Submitted;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Holds the fleet, once it is left alone, against what it acknowledged. */
final class Referee {
    private static final Duration ALL_END_WITHIN = Duration.ofMinutes(5);
    private static final Duration FREE_WITHIN = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Fleet fleet;
    private final Traces traces;
    private final List<Load> loads;
    private final List<String> violations = new ArrayList<>();

    Referee(Fleet fleet, Traces traces, List<Load> loads) {
        this.fleet = fleet;
        this.traces = traces;
        this.loads = loads;
    }

    /** Every fault found; a list that the caller may add to. */
    List<String> judge() {
        loads.forEach(load -> violations.addAll(load.violations()));
        Part.AGENTS.forEach(agent -> fleet.programs().awaitSession(agent.label()));
        fleet.programs().awaitSession(Fleet.SIMULATED_NODE);
        reopenNodes();
        stopWhatNobodyStopped();
        awaitEnds();
        compare();
        checkFree();
        for (String twice : traces.begunTwice()) {
            violations.add("began twice: " + twice);
        }
        if (!within(FREE_WITHIN, () -> traces.living().isEmpty())) {
            violations.add("still runs though it has ended: " + traces.living());
        }
        return violations;
    }

    private void reopenNodes() {
        for (NodeDetails node : nodes()) {
            fleet.ask(gateway -> gateway.nodes().drain(node.id(), false));
        }
    }

    private List<NodeDetails> nodes() {
        return fleet.ask(gateway -> gateway.nodes().list(NodeQuery.ALL));
    }

    private List<WorkloadView> workloads() {
        return fleet.ask(gateway -> gateway.workloads().list(WorkloadQuery.ALL));
    }

    /** Not what is promised to end: a stop that was acknowledged is not asked for again. */
    private void stopWhatNobodyStopped() {
        Set<WorkloadId> promised = new HashSet<>();
        loads.forEach(load ->
                load.promises().stream()
                        .filter(Promise::mustEnd)
                        .forEach(promise -> promised.add(promise.id())));
        for (WorkloadView workload : workloads()) {
            if (!workload.state().isFinal() && !promised.contains(workload.id())) {
                try {
                    fleet.ask(gateway -> gateway.workloads().stop(workload.id(), false));
                } catch (RefusedException _) {
                    // It has ended meanwhile.
                }
            }
        }
    }

    private void awaitEnds() {
        within(ALL_END_WITHIN, () -> unfinished().isEmpty());
        for (WorkloadView workload : unfinished()) {
            violations.add(
                    "does not end: "
                            + workload.name()
                            + " "
                            + workload.id()
                            + ", "
                            + workload.state()
                            + " on "
                            + workload.nodeName());
        }
    }

    private List<WorkloadView> unfinished() {
        return workloads().stream().filter(workload -> !workload.state().isFinal()).toList();
    }

    private void compare() {
        Map<WorkloadId, WorkloadView> known = new HashMap<>();
        workloads().forEach(one -> known.put(one.id(), one));
        for (Load load : loads) {
            for (Promise promise : load.promises()) {
                WorkloadView workload = known.get(promise.id());
                if (workload == null) {
                    violations.add("lost: " + promise.name() + " " + promise.id());
                } else if (!promise.name().equals(workload.name())) {
                    violations.add(promise.name() + " is called " + workload.name());
                } else if (!promise.seen(workload.state())) {
                    violations.add(promise.name() + " had ended, and is " + workload.state());
                }
            }
        }
    }

    /** On each node a workload with all its devices has to be placed at once. */
    private void checkFree() {
        WorkloadSpec all =
                new WorkloadSpec(
                        WorkloadSpec.PROCESS_IMAGE, List.of("true"), Map.of(), Fleet.GPUS, 0, 0);
        for (NodeDetails node : nodes()) {
            if (!within(FREE_WITHIN, () -> placed(node, all))) {
                violations.add("not free: " + node.name() + ", " + node.state());
            }
        }
    }

    private boolean placed(NodeDetails node, WorkloadSpec all) {
        try {
            return fleet.ask(gateway -> gateway.workloads().submit(node.id(), all, false))
                    instanceof Submitted.Placed;
        } catch (RefusedException _) {
            return false;
        }
    }

    static boolean within(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }
}
