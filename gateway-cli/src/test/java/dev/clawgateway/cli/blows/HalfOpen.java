package dev.clawgateway.cli.blows;

import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A connection of which one end, or both, hear little or nothing, and nobody is told. */
final class HalfOpen {
    private static final Duration LATE = Duration.ofSeconds(5);

    private final Duration nodeTimeout;
    private final Namespace network = new Namespace();
    private final Fleet fleet;
    private final Traces traces;
    private final List<String> violations = new ArrayList<>();

    HalfOpen(Path folder, Duration nodeTimeout) {
        this.nodeTimeout = nodeTimeout;
        this.fleet = new Fleet(folder, FleetSettings.longWork(nodeTimeout).withAgentsIn(network));
        this.traces = new Traces(folder);
    }

    /**
     * For longer than the timeout: the node is lost in time, and its work stopped when it returns.
     */
    Findings cut() throws IOException {
        try (network;
                fleet) {
            Work work = start();
            long files = openFiles();

            Namespace.cut();
            long since = System.nanoTime();
            List<String> lost = work.disturbedWithin(nodeTimeout.plus(LATE));
            Duration after = Duration.ofNanos(System.nanoTime() - since);
            if (lost.isEmpty()) {
                violations.add("a node that is cut off for longer than the timeout is not lost");
            }
            Namespace.mend();
            fleet.programs().awaitNode(Part.LEFT.label());
            if (!Referee.within(Duration.ofSeconds(60), () -> traces.living().isEmpty())) {
                violations.add("still runs though it was given up: " + traces.living());
            }
            long filesAfter = openFiles();
            if (filesAfter > files + 2) {
                violations.add("files open: %d before, %d after".formatted(files, filesAfter));
            }
            return findings(
                    "cut off; node timeout %d s; given up after %d s; files of the gateway %d, then %d"
                            .formatted(
                                    nodeTimeout.toSeconds(), after.toSeconds(), files, filesAfter));
        }
    }

    /** For less than the timeout, while a start is sent: it arrives later, once. */
    Findings deaf() {
        try (network;
                fleet) {
            Work work = start();

            Namespace.deafen();
            WorkloadId sent = submit();
            violations.addAll(work.disturbedWithin(nodeTimeout.dividedBy(2)));
            Namespace.mend();
            boolean began = Referee.within(Duration.ofSeconds(90), () -> runs(sent));
            if (!began) {
                violations.add("what was sent to a deaf node never began");
            }
            violations.addAll(work.disturbed());
            violations.addAll(traces.begunTwice());
            return findings(
                    "deaf for half of a node timeout of %d s; sent meanwhile, began once: %s"
                            .formatted(
                                    nodeTimeout.toSeconds(),
                                    began && traces.begunTwice().isEmpty()));
        }
    }

    /** For longer than the timeout a fifth of the packets is lost: nobody is given up. */
    Findings bad() {
        try (network;
                fleet) {
            Work work = start();

            Namespace.spoil();
            WorkloadId sent = submit();
            long since = System.nanoTime();
            boolean began = Referee.within(nodeTimeout, () -> runs(sent));
            Duration after = Duration.ofNanos(System.nanoTime() - since);
            if (!began) {
                violations.add("what was sent never began");
            }
            violations.addAll(work.disturbedWithin(nodeTimeout.multipliedBy(3).dividedBy(2)));
            violations.addAll(traces.begunTwice());
            return findings(
                    "a fifth of the packets lost, 64 kbit/s, for 1.5 node timeouts of %d s; what was sent meanwhile ran after %.1f s"
                            .formatted(nodeTimeout.toSeconds(), after.toMillis() / 1000.0));
        }
    }

    private Work start() {
        fleet.start(Part.GATEWAY);
        fleet.awaitGateway();
        fleet.start(Part.LEFT);
        fleet.programs().awaitNode(Part.LEFT.label());
        return Work.on(fleet, traces, List.of(Part.LEFT.label()));
    }

    private WorkloadId submit() {
        WorkloadSpec spec =
                new WorkloadSpec(
                        WorkloadSpec.PROCESS_IMAGE,
                        List.of("sh", "-c", traces.lasting()),
                        traces.environment(),
                        1,
                        0,
                        0);
        NodeId node =
                fleet.ask(gateway -> gateway.nodes().list(NodeQuery.matching(Part.LEFT.label())))
                        .getFirst()
                        .id();
        return fleet.ask(gateway -> gateway.workloads().submit(node, spec, true)).workload();
    }

    private boolean runs(WorkloadId id) {
        return fleet.ask(gateway -> gateway.workloads().get(id)).state() == WorkloadState.RUNNING;
    }

    private long openFiles() throws IOException {
        Path files = Path.of("/proc", Long.toString(fleet.pid(Part.GATEWAY)), "fd");
        try (Stream<Path> open = Files.list(files)) {
            return open.count();
        }
    }

    private Findings findings(String summary) {
        return new Findings(List.of(summary), violations);
    }
}
