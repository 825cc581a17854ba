package dev.clawgateway.cli.blows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An agent stands still for longer than the node timeout: its work is lost, in time, and stopped
 * when it returns.
 */
final class Silence {
    private static final Duration LATE = Duration.ofSeconds(5);

    private final Duration nodeTimeout;
    private final Fleet fleet;
    private final Traces traces;

    Silence(Path folder, Duration nodeTimeout) {
        this.nodeTimeout = nodeTimeout;
        this.fleet = new Fleet(folder, FleetSettings.longWork(nodeTimeout));
        this.traces = new Traces(folder);
    }

    Findings run() {
        List<String> violations = new ArrayList<>();
        try (fleet) {
            fleet.startAll();
            Work work = Work.on(fleet, traces, List.of(Part.LEFT.label()));

            fleet.signal(Part.LEFT, "STOP");
            long since = System.nanoTime();
            List<String> lost = work.disturbedWithin(nodeTimeout.plus(LATE));
            Duration after = Duration.ofNanos(System.nanoTime() - since);
            Duration earliest = nodeTimeout.minus(FleetSettings.longWork(nodeTimeout).heartbeat());
            if (lost.isEmpty()) {
                violations.add("a node that is silent for longer than the timeout is not lost");
            } else if (after.compareTo(earliest) < 0) {
                violations.add("lost too early, after " + after + ": " + lost);
            }
            fleet.signal(Part.LEFT, "CONT");
            fleet.programs().awaitNode(Part.LEFT.label());
            if (!Referee.within(Duration.ofSeconds(30), () -> traces.living().isEmpty())) {
                violations.add("still runs though it was given up: " + traces.living());
            }
            String summary =
                    "agent paused, node timeout %d s; its work was given up after %d s: %s"
                            .formatted(nodeTimeout.toSeconds(), after.toSeconds(), lost);
            return new Findings(List.of(summary), violations);
        }
    }
}
