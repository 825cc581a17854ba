package dev.clawgateway.cli.blows;

import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Of a hundred simulated nodes, all with work that is to start again, some vanish at once. They are
 * one process, the others another.
 */
final class Vanish {
    private static final int NODES = 100;
    private static final int WORK_OF_EACH = 2;
    private static final Duration LATE = Duration.ofSeconds(5);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(5);
    private static final String GOING = "going-";
    private static final String STAYING = "staying-";

    private final Duration nodeTimeout;
    private final int vanishing;
    private final Fleet fleet;
    private final Alarm alarm;
    private final List<String> summary = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /** Where everything was when all was well. */
    private Map<WorkloadId, WorkloadView> before = Map.of();

    Vanish(Path folder, Duration nodeTimeout, int vanishing) {
        this.nodeTimeout = nodeTimeout;
        this.vanishing = vanishing;
        this.fleet = new Fleet(folder, FleetSettings.longWork(nodeTimeout));
        this.alarm = new Alarm(fleet);
    }

    /** Few, killed: what they ran runs elsewhere, in time, and nothing else changes. */
    Findings few() throws InterruptedException {
        try (fleet) {
            Process going = start();
            List<WorkloadView> lost = before.values().stream().filter(Vanish::goes).toList();

            going.destroyForcibly().waitFor();
            long since = System.nanoTime();
            boolean all = Referee.within(SETTLES_WITHIN, () -> elsewhere() == lost.size());
            Duration after = Duration.ofNanos(System.nanoTime() - since);
            check(all, "runs elsewhere: %d of %d".formatted(elsewhere(), lost.size()));
            check(
                    after.compareTo(nodeTimeout.plus(LATE)) <= 0,
                    "elsewhere after %.1f s".formatted(seconds(after)));
            check(
                    changed().size() == lost.size(),
                    "changed, of %d lost: %s".formatted(lost.size(), changed()));
            check(alarm.silent(), "an alarm because of %d nodes".formatted(vanishing));
            summary.add(
                    "killed: %d of %d nodes with %d workloads; node timeout %d s; all ran elsewhere after %.1f s"
                            .formatted(
                                    vanishing,
                                    NODES,
                                    lost.size(),
                                    nodeTimeout.toSeconds(),
                                    seconds(after)));
            return new Findings(summary, violations);
        }
    }

    /**
     * Many, silent for longer than any timeout: nothing is given up, and all goes on when they
     * return.
     */
    Findings many() {
        try (fleet) {
            Process going = start();

            Tool.run("kill", "-STOP", Long.toString(going.pid()));
            long since = System.nanoTime();
            // Long before any of them could be lost.
            boolean told = Referee.within(nodeTimeout.dividedBy(2).plus(LATE), alarm::raised);
            Duration after = Duration.ofNanos(System.nanoTime() - since);
            check(told, "no alarm: " + alarm.words());
            summary.add(
                    "silent: %d of %d nodes; node timeout %d s; the alarm came after %.1f s"
                            .formatted(vanishing, NODES, nodeTimeout.toSeconds(), seconds(after)));
            summary.addAll(alarm.words());
            boolean disturbed = Referee.within(nodeTimeout, () -> !changed().isEmpty());
            check(!disturbed, "given up while it is unsure: " + changed());
            Duration away = Duration.ofNanos(System.nanoTime() - since);

            Tool.run("kill", "-CONT", Long.toString(going.pid()));
            long back = System.nanoTime();
            boolean ended =
                    Referee.within(SETTLES_WITHIN, () -> alarm.silent() && nodes() == NODES);
            check(ended, "the alarm does not end: " + alarm.words() + ", nodes: " + nodes());
            Duration end = Duration.ofNanos(System.nanoTime() - back);
            boolean late = Referee.within(nodeTimeout.dividedBy(4), () -> !changed().isEmpty());
            check(!late, "disturbed once they were back: " + changed());
            check(alarm.toldOfBeginAndEnd(), "the events do not tell of it");
            summary.add(
                    "back after %.1f s: the alarm ended %.1f s later; of %d workloads changed: %d"
                            .formatted(
                                    seconds(away), seconds(end), before.size(), changed().size()));
            return new Findings(summary, violations);
        }
    }

    /** The vanishing come first, so that there is work on each of them. */
    private Process start() {
        fleet.start(Part.GATEWAY);
        fleet.awaitGateway();
        Process going = simulate(GOING, vanishing);
        submit(vanishing * WORK_OF_EACH);
        simulate(STAYING, NODES - vanishing);
        submit((NODES - vanishing) * WORK_OF_EACH);
        before = workloads();
        return going;
    }

    private Process simulate(String names, int nodes) {
        long there = nodes();
        Process process =
                fleet.programs()
                        .start(
                                names + "nodes",
                                "simulate",
                                "--gateway=" + fleet.programs().url(),
                                "--name-prefix=" + names,
                                "--nodes=" + nodes,
                                "--gpus=" + Fleet.GPUS,
                                "--seed=" + names.hashCode(),
                                "--min-run=24h",
                                "--max-run=24h");
        settle(() -> nodes() == there + nodes, "the nodes do not come");
        return process;
    }

    private void submit(int many) {
        long there = running();
        SchedulingRequirements none = SchedulingRequirements.NONE;
        WorkloadSpec spec =
                new WorkloadSpec(
                        "pretended",
                        List.of(),
                        Map.of(),
                        1,
                        0,
                        0,
                        Map.of(),
                        new SchedulingRequirements(
                                none.gates(),
                                none.gpu(),
                                none.node(),
                                none.neighbours(),
                                none.queue(),
                                none.parallel(),
                                none.gang(),
                                none.policy(),
                                RestartPolicy.of(RestartPolicy.When.ON_FAILURE, null)));
        for (int i = 0; i < many; i++) {
            fleet.ask(gateway -> gateway.workloads().submit(null, spec, true));
        }
        settle(() -> running() == there + many, "the work does not begin");
    }

    private static void settle(BooleanSupplier condition, String otherwise) {
        if (!Referee.within(SETTLES_WITHIN, condition)) {
            throw new IllegalStateException(otherwise);
        }
    }

    private long nodes() {
        return fleet.ask(gateway -> gateway.status()).healthyNodes();
    }

    private long running() {
        return workloads().values().stream()
                .filter(one -> one.state() == WorkloadState.RUNNING)
                .count();
    }

    private Map<WorkloadId, WorkloadView> workloads() {
        Map<WorkloadId, WorkloadView> all = new LinkedHashMap<>();
        fleet.ask(gateway -> gateway.workloads().list(WorkloadQuery.ALL))
                .forEach(one -> all.put(one.id(), one));
        return all;
    }

    private static boolean goes(WorkloadView workload) {
        return Objects.requireNonNull(workload.nodeName()).startsWith(GOING);
    }

    /** How much of what vanished runs again, where somebody is. */
    private long elsewhere() {
        Map<WorkloadId, WorkloadView> now = workloads();
        return before.values().stream()
                .filter(Vanish::goes)
                .map(one -> Objects.requireNonNull(now.get(one.id())))
                .filter(one -> one.state() == WorkloadState.RUNNING && !goes(one))
                .count();
    }

    /** What is not as it was. */
    private List<String> changed() {
        Map<WorkloadId, WorkloadView> now = workloads();
        return before.values().stream()
                .filter(was -> !same(was, Objects.requireNonNull(now.get(was.id()))))
                .map(was -> "%s of %s".formatted(was.id(), was.nodeName()))
                .toList();
    }

    private static boolean same(WorkloadView was, WorkloadView now) {
        return was.state() == now.state()
                && Objects.equals(was.attempt(), now.attempt())
                && Objects.equals(was.nodeName(), now.nodeName());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
