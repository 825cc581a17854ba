package dev.clawgateway.cli.blows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Kills gateway, agents and simulated fleet while work is submitted, stopped, preempted and
 * drained.
 */
final class Kills {
    private static final Duration WORK_BEGINS_WITHIN = Duration.ofSeconds(40);
    private static final long BETWEEN_SIGHTS_MILLIS = 200;
    private static final int MAX_ANSWERS_BETWEEN = 24;
    private static final int MAX_MILLIS_OF_START = 1500;

    private final int kills;
    private final long seed;
    private final Random random;
    private final Fleet fleet;
    private final Traces traces;
    private final Map<Part, Integer> killed = new EnumMap<>(Part.class);
    private final List<String> doubles = new ArrayList<>();
    private int whileStarting;

    /**
     * @param kills of the gateway; others are killed besides
     */
    Kills(Path folder, int kills, long seed) {
        this.kills = kills;
        this.seed = seed;
        this.random = new Random(seed);
        this.fleet = new Fleet(folder, FleetSettings.USUAL);
        this.traces = new Traces(folder);
    }

    Findings run() throws InterruptedException {
        try (fleet) {
            fleet.startAll();
            CountDownLatch over = new CountDownLatch(1);
            Thread watching = Thread.ofPlatform().start(() -> watch(over));
            Loads loads = Loads.start(fleet, traces, random);
            for (int kill = 0; kill < kills; kill++) {
                int begun = traces.begun().size();
                loads.awaitAnswers(random.nextInt(1, MAX_ANSWERS_BETWEEN));
                if (random.nextInt(3) == 0) {
                    // Work waits for nodes that are on their way back; without it nothing is at
                    // stake. When none begins the blow comes all the same.
                    Referee.within(WORK_BEGINS_WITHIN, () -> traces.begun().size() > begun);
                }
                blow();
            }
            loads.end();
            Referee referee = new Referee(fleet, traces, loads.all());
            List<String> violations = referee.judge();
            over.countDown();
            watching.join();
            violations.addAll(doubles);
            return new Findings(summary(loads), violations);
        }
    }

    private void watch(CountDownLatch over) {
        try {
            while (!over.await(BETWEEN_SIGHTS_MILLIS, TimeUnit.MILLISECONDS)) {
                doubles.addAll(traces.doubles());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The gateway dies, in half of the cases somebody else with it, and sometimes once more while
     * it starts.
     */
    private void blow() {
        boolean alsoAnother = random.nextBoolean();
        Part another = Part.OTHERS.get(random.nextInt(Part.OTHERS.size()));
        boolean otherFirst = random.nextBoolean();
        if (alsoAnother && otherFirst) {
            kill(another);
        }
        kill(Part.GATEWAY);
        if (alsoAnother && !otherFirst) {
            kill(another);
        }
        fleet.start(Part.GATEWAY);
        if (random.nextInt(8) == 0) {
            fleet.endsWithin(Part.GATEWAY, Duration.ofMillis(random.nextInt(MAX_MILLIS_OF_START)));
            kill(Part.GATEWAY);
            whileStarting++;
            fleet.start(Part.GATEWAY);
        }
        if (alsoAnother) {
            fleet.start(another);
        }
        fleet.awaitGateway();
    }

    private void kill(Part part) {
        fleet.kill(part);
        killed.merge(part, 1, Integer::sum);
    }

    private List<String> summary(Loads loads) {
        List<Promise> promises = loads.promises();
        return List.of(
                "kills: %s, of the gateway %d while it started; seed %d"
                        .formatted(killed, whileStarting, seed),
                "acknowledged: %d submissions, %d stops, %d drains; without answer: %d"
                        .formatted(
                                promises.size(),
                                promises.stream().filter(Promise::stopAcknowledged).count(),
                                loads.all().stream().mapToInt(Load::drains).sum(),
                                loads.unanswered()),
                "attempts that began as real processes: " + traces.begun().size(),
                "start to ready: " + Spread.of(fleet.startTimes()));
    }
}
