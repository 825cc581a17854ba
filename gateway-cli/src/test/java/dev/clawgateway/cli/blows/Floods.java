package dev.clawgateway.cli.blows;

import dev.clawgateway.cli.blows.flood.Beats;
import dev.clawgateway.cli.blows.flood.Bombs;
import dev.clawgateway.cli.blows.flood.Flood;
import dev.clawgateway.cli.blows.flood.Forged;
import dev.clawgateway.cli.blows.flood.Frames;
import dev.clawgateway.cli.blows.flood.Greedy;
import dev.clawgateway.cli.blows.flood.Probe;
import dev.clawgateway.cli.blows.flood.Silent;
import dev.clawgateway.cli.blows.flood.Slowloris;
import dev.clawgateway.cli.blows.flood.Tally;
import dev.clawgateway.cli.blows.flood.Target;
import dev.clawgateway.cli.blows.flood.Vitals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The gateway is flooded in one way after the other, beside an agent, a simulated fleet and nodes
 * whose heartbeats are measured. None of these may wait or be lost, and what the gateway took it
 * has to give back.
 */
final class Floods {
    private static final Flood.Size WARM = new Flood.Size(50, 4, 1);

    /** What is promised of heartbeats and {@code /health} on a machine with nothing else to do. */
    static final Duration PROMISED = Duration.ofSeconds(1);

    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration PER_BOMB = Duration.ofMillis(100);
    private static final int BEATING = 20;
    private static final int MOST_LINES = 200;
    private static final int SLACK_KIB = 4096;

    /** Of resident memory: code that was compiled, and what threads keep for themselves. */
    private static final int SLACK_RESIDENT_KIB = 131_072;

    private static final int SLACK_FILES = 5;
    private static final int TRIES = 15;

    /** Of a processor, above what it takes at rest. */
    private static final double SLACK_LOAD = 0.15;

    private final Flood.Size size;
    private final boolean asking;
    private final Duration promised;
    private final Predicate<String> wanted;
    private final FloodedFleet fleet;
    private final List<String> summary = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /**
     * @param asking whether the gateway asks for tokens; then they are forged, and nothing else
     * @param promised how long heartbeats (p99) and {@code /health} may take
     * @param wanted of the floods, by their names
     */
    Floods(
            Path folder,
            Flood.Size size,
            boolean asking,
            Duration promised,
            Predicate<String> wanted) {
        this.size = size;
        this.promised = promised;
        this.wanted = wanted;
        this.fleet = new FloodedFleet(folder, asking);
        this.asking = asking;
    }

    /** One after the other, and in the end all of them. */
    Findings run() throws Exception {
        return run(floods ->
                floods.size() < 2
                        ? floods
                        : Stream.concat(floods.stream(), Stream.of(together(floods))).toList());
    }

    /** All of them at the same time, and nothing else. */
    Findings atOnce() throws Exception {
        return run(floods -> List.of(together(floods)));
    }

    private Findings run(UnaryOperator<List<Flood>> plan) throws Exception {
        try (fleet) {
            Target target = fleet.start();
            List<Flood> all = floods(target);
            List<Flood> floods = plan.apply(all);
            if (all.isEmpty()) {
                return new Findings(List.of(), List.of());
            }
            try (Beats beats = new Beats(target, BEATING);
                    Probe probe = new Probe(target)) {
                // What is held from then on is held for good.
                run(together(all), target, WARM, new Tally());
                Rest rest = rest();
                summary.add("at rest: %s, load %.2f".formatted(rest.vitals(), rest.load()));
                for (Flood flood : floods) {
                    flood(flood, target, beats, probe, rest);
                }
                check(probe.failures() == 0, probe.failures() + " probes without an answer");
            }
            check(fleet.healthy() >= FloodedFleet.NODES, "nodes were lost");
            check(!fleet.log().contains(" ERROR "), "the log has errors");
            return new Findings(summary, violations);
        }
    }

    private List<Flood> floods(Target target) {
        if (asking) {
            return wanted(Forged.floods());
        }
        List<Flood> all = new ArrayList<>(Silent.floods(target));
        all.addAll(Frames.floods());
        all.addAll(Bombs.floods());
        all.addAll(Greedy.floods());
        if (Tool.there(Slowloris.PROGRAM)) {
            all.addAll(Slowloris.floods());
        } else {
            summary.add("left out: what " + Slowloris.PROGRAM + " does, which is not installed");
        }
        return wanted(all);
    }

    private List<Flood> wanted(List<Flood> all) {
        return all.stream().filter(flood -> wanted.test(flood.name())).toList();
    }

    /** All of them, as one: of each as much less as there are more of them. */
    private static Flood together(List<Flood> floods) {
        return new Flood(
                "everything at once",
                (target, full, tally) -> {
                    Flood.Size size = full.shared(floods.size());
                    List<Thread> all = new ArrayList<>();
                    for (Flood flood : floods) {
                        all.add(Thread.ofVirtual().start(() -> run(flood, target, size, tally)));
                    }
                    for (Thread one : all) {
                        one.join();
                    }
                });
    }

    private static void run(Flood flood, Target target, Flood.Size size, Tally tally) {
        try {
            flood.way().run(target, size, tally);
        } catch (Exception e) {
            throw new IllegalStateException(flood.name(), e);
        }
    }

    /** What the gateway holds when nothing floods it, and how busy it is. */
    private record Rest(Vitals vitals, double load) {}

    private Rest rest() throws InterruptedException {
        Vitals vitals = Vitals.of(fleet.pid());
        return new Rest(vitals, load());
    }

    private double load() throws InterruptedException {
        Duration before = Vitals.processorTime(fleet.pid());
        TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        return Vitals.processorTime(fleet.pid()).minus(before).toMillis()
                / (double) LOOK.toMillis();
    }

    private void flood(Flood flood, Target target, Beats beats, Probe probe, Rest rest)
            throws Exception {
        Tally tally = new Tally();
        long lines = lines();
        Duration before = Vitals.processorTime(fleet.pid());
        beats.taken();
        probe.longest();
        long begin = System.nanoTime();
        flood.way().run(target, size, tally);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Duration cpu = Vitals.processorTime(fleet.pid()).minus(before);
        Beats.Times times = beats.taken();
        Duration probed = probe.longest();
        long written = lines() - lines;
        boolean closed =
                Referee.within(
                        SETTLED_WITHIN, () -> files() <= rest.vitals().files() + SLACK_FILES);
        Rest after = restedFrom(rest);
        summary.add(
                "%s: %s in %.1f s, %.1f s of processor; %s; /health %.0f ms at most; %d lines of log; then %s, load %.2f"
                        .formatted(
                                flood.name(),
                                tally,
                                took.toMillis() / 1000.0,
                                cpu.toMillis() / 1000.0,
                                times,
                                probed.toNanos() / 1e6,
                                written,
                                after.vitals(),
                                after.load()));
        String name = flood.name() + ": ";
        check(times.p99().compareTo(promised) < 0, name + "heartbeats wait: " + times);
        check(beats.lost().isEmpty(), name + "lost: " + beats.lost());
        check(probed.compareTo(promised) < 0, name + "/health took " + probed.toMillis() + " ms");
        check(tally.of("still open") == 0, name + "is let go on");
        check(closed, name + "files stay open");
        check(after.load() < rest.load() + SLACK_LOAD, name + "does not come to rest");
        check(written <= MOST_LINES, name + written + " lines of log");
        check(memoryIsBack(rest, after), name + "keeps memory");
        long bombs = Math.max(1, tally.of(Bombs.EXPLODED));
        check(
                !flood.name().startsWith("JSON") || cpu.dividedBy(bombs).compareTo(PER_BOMB) < 0,
                name + "costs " + cpu + " for " + bombs);
    }

    /**
     * What ends with the last of its timers may stay a little longer than its connections, and code
     * be compiled after it has run.
     */
    private Rest restedFrom(Rest before) throws InterruptedException {
        Rest after = rest();
        for (int tries = 0; tries < TRIES && !rested(before, after); tries++) {
            after = rest();
        }
        return after;
    }

    private static boolean rested(Rest before, Rest after) {
        return memoryIsBack(before, after) && after.load() < before.load() + SLACK_LOAD;
    }

    private static boolean memoryIsBack(Rest before, Rest after) {
        return after.vitals().heapKib() <= before.vitals().heapKib() * 11 / 10 + SLACK_KIB
                && after.vitals().residentKib()
                        <= before.vitals().residentKib() * 5 / 4 + SLACK_RESIDENT_KIB;
    }

    private long files() {
        try {
            return Vitals.files(fleet.pid());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private long lines() {
        return fleet.log().lines().count();
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
