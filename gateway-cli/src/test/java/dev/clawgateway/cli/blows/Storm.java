package dev.clawgateway.cli.blows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every node returns at once, as its gateway was killed and started again. */
final class Storm {
    private static final Duration ALL_WITHIN = Duration.ofMinutes(10);
    private static final Duration PROMISED = Duration.ofMinutes(1);

    private final int nodes;
    private final Fleet fleet;

    Storm(Path folder, int nodes) {
        this.nodes = nodes;
        this.fleet = new Fleet(folder, FleetSettings.longWork(Duration.ofMinutes(2)));
    }

    Findings run() {
        List<String> violations = new ArrayList<>();
        try (fleet) {
            fleet.start(Part.GATEWAY);
            fleet.awaitGateway();
            fleet.programs()
                    .start(
                            "nodes",
                            "simulate",
                            "--gateway=" + fleet.programs().url(),
                            "--nodes=" + nodes,
                            "--gpus=" + Fleet.GPUS);
            if (!Referee.within(ALL_WITHIN, this::allThere)) {
                throw new IllegalStateException("not all nodes come");
            }
            fleet.kill(Part.GATEWAY);
            fleet.start(Part.GATEWAY);
            fleet.awaitGateway();
            long since = System.nanoTime();
            boolean all = Referee.within(ALL_WITHIN, this::allThere);
            Duration after = Duration.ofNanos(System.nanoTime() - since);
            if (!all) {
                violations.add("not all are back");
            } else if (after.compareTo(PROMISED) > 0) {
                violations.add("all are back only after " + after.toSeconds() + " s");
            }
            return new Findings(
                    List.of(
                            "%d nodes: ready after %.1f s, all back %.1f s later"
                                    .formatted(
                                            nodes,
                                            fleet.startTimes().getLast().toMillis() / 1000.0,
                                            after.toMillis() / 1000.0)),
                    violations);
        }
    }

    private boolean allThere() {
        return fleet.ask(gateway -> gateway.status()).healthyNodes() == nodes;
    }
}
