package dev.clawgateway.cli.blows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The gateway comes back over an older copy of its folder, then over an empty one, while nodes run
 * what neither knows of.
 */
final class Folders {
    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final String ADOPTED = "gateway_adopted_workloads ";

    private final Path folder;
    private final Fleet fleet;
    private final Traces traces;
    private final List<String> summary = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    Folders(Path folder) {
        this.folder = folder;
        this.fleet = new Fleet(folder, FleetSettings.longWork(Duration.ofMinutes(2)));
        this.traces = new Traces(folder);
    }

    Findings run() {
        try (fleet) {
            fleet.startAll();
            fleet.kill(Part.GATEWAY);
            Path older = folder.resolve("older");
            Tool.run("cp", "-a", fleet.data().toString(), older.toString());
            fleet.start(Part.GATEWAY);
            fleet.awaitGateway();
            awaitNodes();
            List<String> nodes =
                    List.of(Part.LEFT.label(), Part.RIGHT.label(), Fleet.SIMULATED_NODE);
            Work work = Work.on(fleet, traces, nodes);

            fleet.kill(Part.GATEWAY);
            move(fleet.data(), folder.resolve("newest"));
            move(older, fleet.data());
            judge("an older folder", work, nodes.size());
            fleet.kill(Part.GATEWAY);
            move(fleet.data(), folder.resolve("restored"));
            judge("an empty folder", work, nodes.size());
            violations.addAll(traces.begunTwice());
            return new Findings(summary, violations);
        }
    }

    private void judge(String what, Work work, int many) {
        fleet.start(Part.GATEWAY);
        fleet.awaitGateway();
        awaitNodes();
        List<String> found = work.disturbedWithin(LOOK);
        found.forEach(one -> violations.add(what + ": " + one));
        int real = traces.living().size();
        // One of them is pretended.
        check(real == many - 1, what + ": real processes left: " + real);
        double adopted = fleet.metric(ADOPTED);
        check((int) adopted == many, what + ": adopted " + adopted);
        String health = fleet.told("/health");
        check(health.contains("adopted"), what + ": no alarm in /health");
        summary.add(
                String.format(
                        Locale.ROOT,
                        "%s: of %d workloads disturbed %d, adopted %.0f; /health: %s",
                        what,
                        many,
                        found.size(),
                        adopted,
                        health));
    }

    private void awaitNodes() {
        Part.AGENTS.forEach(agent -> fleet.programs().awaitNode(agent.label()));
        fleet.programs().awaitNode(Fleet.SIMULATED_NODE);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
