package dev.clawgateway.cli.blows;

import dev.clawgateway.cli.Programs;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The gateway starts over a folder that knows less than its nodes: an earlier copy, or nothing.
 * What they run goes on, is adopted and holds its devices, and ends for an operator.
 */
final class Folders {
    private static final List<String> NODES =
            List.of(Part.LEFT.label(), Part.RIGHT.label(), Fleet.SIMULATED_NODE);
    private static final String ADOPTED = "gateway_adopted_workloads ";
    private static final String NODE = Part.LEFT.label();
    private static final Duration ADOPTED_WITHIN = Duration.ofMinutes(3);
    private static final Duration WATCHED = Duration.ofSeconds(30);
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

    /** More of a node's four devices than two workloads leave, and as many as one does. */
    private static final int THREE = 3;

    private final Fleet fleet;
    private final Traces traces;
    private final List<String> summary = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    Folders(Path folder) {
        this.fleet = new Fleet(folder, FleetSettings.longWork(Duration.ofMinutes(2)));
        this.traces = new Traces(folder);
    }

    /** The copy knows half of what runs. */
    Findings restored() throws IOException {
        try (fleet) {
            fleet.startAll();
            Work known = Work.on(fleet, traces, NODES);
            done("store", "backup");
            Work unknown = Work.on(fleet, traces, NODES);
            fleet.kill(Part.GATEWAY);
            Files.move(fleet.data().resolve("store"), fleet.data().resolve("store-of-today"));
            done("store", "restore", "--data-dir", fleet.data().toString());
            startOver(known, unknown, unknown.all());
            return new Findings(summary, violations);
        }
    }

    Findings emptied() throws IOException {
        try (fleet) {
            fleet.startAll();
            Work first = Work.on(fleet, traces, NODES);
            Work second = Work.on(fleet, traces, NODES);
            fleet.kill(Part.GATEWAY);
            Files.move(fleet.data(), fleet.data().resolveSibling("data-of-today"));
            List<WorkloadId> all = new ArrayList<>(first.all());
            all.addAll(second.all());
            startOver(first, second, all);
            return new Findings(summary, violations);
        }
    }

    private void startOver(Work first, Work second, List<WorkloadId> unknown) {
        Set<Traces.Living> before = traces.living();
        fleet.start(Part.GATEWAY);
        fleet.awaitGateway();
        long since = System.nanoTime();
        NODES.forEach(fleet.programs()::awaitNode);
        boolean shown =
                Referee.within(
                        ADOPTED_WITHIN,
                        () -> first.disturbed().isEmpty() && second.disturbed().isEmpty());
        check(shown, "not shown as running: " + first.disturbed() + second.disturbed());
        summary.add(
                "%d workloads ran, %d of them unknown; all shown %.1f s after it answered"
                        .formatted(
                                first.all().size() + second.all().size(),
                                unknown.size(),
                                Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0));
        boolean disturbed =
                Referee.within(
                        WATCHED,
                        () -> !traces.living().containsAll(before) || !first.disturbed().isEmpty());
        check(!disturbed, "processes before: " + before + ", now: " + traces.living());
        unknown.forEach(this::shownAsAdopted);
        checkAlarm(unknown.size());
        checkDevices(second.of(NODE));
        checkEvents();
        check(traces.begunTwice().isEmpty(), "begun twice: " + traces.begunTwice());
        check(traces.doubles().isEmpty(), "two at once: " + traces.doubles());
        summary.add(
                "real processes before: %d, of them alive at the end, less the one that was stopped: %d"
                        .formatted(
                                before.size(),
                                before.stream().filter(traces.living()::contains).count()));
    }

    private void shownAsAdopted(WorkloadId id) {
        WorkloadView view = fleet.ask(gateway -> gateway.workloads().get(id));
        check(
                String.valueOf(view.reason()).startsWith("adopted: "),
                "%s is shown without a word of its adoption: %s".formatted(id, view.reason()));
    }

    private void checkAlarm(int unknown) {
        String health = fleet.told("/health");
        check(health.contains(unknown + " adopted workloads run"), "/health says " + health);
        double metric = fleet.metric(ADOPTED);
        check((int) metric == unknown, "/metrics says " + ADOPTED + metric);
        check(
                fleet.programs().log(Part.GATEWAY.label()).contains("was adopted"),
                "the log says nothing of it");
        summary.add("/health: " + health.strip());
        summary.add("/metrics: " + ADOPTED + metric);
    }

    /** They are held until an operator stops what was adopted. */
    private void checkDevices(WorkloadId adopted) {
        WorkloadId waiting = Work.submit(fleet, traces, NODE, THREE);
        boolean early = Referee.within(WATCHED, () -> state(waiting) != WorkloadState.PENDING);
        check(!early, "has three of four devices, of which two are held: " + waiting);
        fleet.ask(gateway -> gateway.workloads().stop(adopted, false));
        check(
                Referee.within(ENDS_WITHIN, () -> state(adopted) == WorkloadState.STOPPED),
                "an operator stopped it, and it is " + state(adopted));
        check(
                Referee.within(ENDS_WITHIN, () -> state(waiting) == WorkloadState.RUNNING),
                "waits though three devices are free: " + waiting);
        boolean gone =
                traces.living().stream()
                        .noneMatch(one -> one.workload().equals(adopted.toString()));
        check(gone, "was stopped, and its process lives: " + adopted);
        summary.add("needs " + THREE + " of 4 devices: waited until an operator's stop ended one");
    }

    private WorkloadState state(WorkloadId id) {
        return fleet.ask(gateway -> gateway.workloads().get(id)).state();
    }

    private void checkEvents() {
        done("store", "export");
        Path export = fleet.data().resolve("backups").resolve("export.jsonl");
        try {
            check(
                    Files.readString(export).contains("WORKLOAD_ADOPTED"),
                    "no event tells of an adoption");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void done(String... command) {
        Programs.Ended ended = fleet.programs().run(command);
        if (ended.code() != 0) {
            throw new IllegalStateException(List.of(command) + " ended with " + ended);
        }
    }

    private void check(boolean kept, String words) {
        if (!kept) {
            violations.add(words);
        }
    }
}
