package dev.clawgateway.cli.blows;

import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The gateway's wall clock steps while it runs, and it is restarted in the time that it came to;
 * the monotonic one does not step. Needs libfaketime.
 */
final class Clocks {
    private static final Path LIBRARY =
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** From the true time. The last is behind what a signed number of 32 bits holds. */
    private static final List<String> STEPS = List.of("+1d", "-1d", "+8d", "+4500d", "+0");

    private final Path folder;
    private final Path clock;
    private final Fleet fleet;

    Clocks(Path folder) {
        this.folder = folder;
        this.clock = folder.resolve("clock");
        this.fleet =
                new Fleet(
                        folder,
                        FleetSettings.longWork(Duration.ofSeconds(60))
                                .with(
                                        Map.of(
                                                "LD_PRELOAD",
                                                LIBRARY.toString(),
                                                "FAKETIME_TIMESTAMP_FILE",
                                                clock.toString(),
                                                // Looking at the file for every reading makes a
                                                // start take minutes.
                                                "FAKETIME_CACHE_DURATION",
                                                "1",
                                                "FAKETIME_DONT_FAKE_MONOTONIC",
                                                "1")));
    }

    static boolean possible() {
        return Files.exists(LIBRARY);
    }

    Findings run() throws IOException {
        List<String> summary = new ArrayList<>();
        List<String> violations = new ArrayList<>();
        Files.writeString(clock, "+0");
        try (fleet) {
            fleet.start(Part.GATEWAY);
            fleet.awaitGateway();
            fleet.start(Part.LEFT);
            fleet.programs().awaitNode(Part.LEFT.label());
            Traces traces = new Traces(folder);
            Work work = Work.on(fleet, traces, List.of(Part.LEFT.label()));
            WorkloadId limited = submitLimited(traces);
            WorkloadId ended = submitShort();
            for (String step : STEPS) {
                Files.writeString(clock, step);
                List<String> found = new ArrayList<>(wrong(work, limited, ended));
                fleet.kill(Part.GATEWAY);
                fleet.start(Part.GATEWAY);
                fleet.awaitGateway();
                fleet.programs().awaitNode(Part.LEFT.label());
                wrong(work, limited, ended).forEach(what -> found.add("restarted: " + what));
                found.forEach(what -> violations.add("clock at " + step + ": " + what));
                summary.add("clock at " + step + ": " + (found.isEmpty() ? "nothing" : found));
            }
            violations.addAll(traces.begunTwice());
            return new Findings(summary, violations);
        }
    }

    private WorkloadId submitLimited(Traces traces) {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        QueueTerms hour =
                new QueueTerms(
                        QueueTerms.DEFAULT_CLUSTER, 0, true, false, null, Duration.ofHours(1));
        WorkloadSpec spec =
                new WorkloadSpec(
                        WorkloadSpec.PROCESS_IMAGE,
                        List.of("sh", "-c", traces.lasting()),
                        traces.environment(),
                        1,
                        0,
                        0,
                        Map.of(),
                        new SchedulingRequirements(
                                none.gates(),
                                none.gpu(),
                                none.node(),
                                none.neighbours(),
                                hour,
                                none.parallel(),
                                none.gang(),
                                none.policy()));
        try (GatewayApi gateway = fleet.operator()) {
            return gateway.workloads().submit(null, spec, true).workload();
        }
    }

    private WorkloadId submitShort() {
        WorkloadSpec spec =
                new WorkloadSpec(WorkloadSpec.PROCESS_IMAGE, List.of("true"), Map.of(), 0, 0, 0);
        try (GatewayApi gateway = fleet.operator()) {
            WorkloadId id = gateway.workloads().submit(null, spec, true).workload();
            boolean over =
                    Referee.within(
                            Duration.ofMinutes(1),
                            () -> gateway.workloads().get(id).state().isFinal());
            if (!over) {
                throw new IllegalStateException("does not end: " + id);
            }
            return id;
        }
    }

    private List<String> wrong(Work work, WorkloadId limited, WorkloadId ended) {
        List<String> found = new ArrayList<>(work.disturbedWithin(LOOK));
        try (GatewayApi gateway = fleet.operator()) {
            if (gateway.workloads().get(limited).state().isFinal()) {
                found.add("the time limit of an hour is over");
            }
            if (gateway.nodes().list(NodeQuery.ALL).isEmpty()) {
                found.add("the node is forgotten");
            }
            gateway.workloads().get(ended);
        } catch (GatewayException e) {
            found.add("what has ended is forgotten: " + e.getMessage());
        }
        return found;
    }
}
