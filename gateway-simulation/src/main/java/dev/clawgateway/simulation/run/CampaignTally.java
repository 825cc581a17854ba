package dev.clawgateway.simulation.run;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.simulation.plan.StepSource;
import dev.clawgateway.simulation.referee.coverage.Coverage;
import dev.clawgateway.simulation.referee.coverage.CoverageTable;
import dev.clawgateway.simulation.referee.coverage.Reasons;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a campaign has come to so far. Safe from any thread. */
public final class CampaignTally {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final int SHOWN_SEEDS = 12;

    private final Time time;
    private final long began;
    private final SortedMap<Long, Long> running = new TreeMap<>();
    private final List<Failed> failures = new ArrayList<>();
    private final SortedMap<String, Integer> told = new TreeMap<>();
    private final SortedMap<Long, String> digests = new TreeMap<>();
    private long seeds;
    private long entries;
    private final Coverage coverage = new Coverage();
    private Duration simulated = Duration.ZERO;

    CampaignTally(Time time) {
        this.time = time;
        began = time.nanos();
    }

    /** A seed whose run failed. */
    public record Failed(long seed, Failure failure) {}

    synchronized void begins(long seed) {
        running.put(seed, time.nanos());
    }

    synchronized void ends(long seed, RunOutcome outcome, @Nullable Failure failure) {
        running.remove(seed);
        seeds++;
        entries += outcome.entries();
        simulated = simulated.plus(outcome.age());
        coverage.add(outcome.coverage());
        digests.put(seed, outcome.digest());
        if (failure != null) {
            failures.add(new Failed(seed, failure));
        }
    }

    /** Whether a failure's story is not told yet: one of each kind is enough. */
    synchronized boolean worthTelling(String kind, int maxStories) {
        return (told.containsKey(kind) || told.size() < maxStories)
                && told.merge(kind, 1, Integer::sum) == 1;
    }

    /** All that failed, in the order in which they did. */
    public synchronized List<Failed> failures() {
        return List.copyOf(failures);
    }

    /** The table of all that occurred, and of what never did. */
    public synchronized CoverageTable coverage() {
        coverage.expect("step", StepSource.kinds());
        coverage.expect("fault", StepSource.faults());
        return new CoverageTable(coverage, Reasons.ofSimulation());
    }

    /**
     * The digest of everything that was sent in each seed, a line each in the order of the seeds:
     * the same on every machine.
     */
    public synchronized String digests() {
        StringBuilder lines = new StringBuilder();
        digests.forEach(
                (seed, digest) -> lines.append(seed).append(' ').append(digest).append('\n'));
        return lines.toString();
    }

    /** How many seeds were run to their end. */
    public synchronized long seeds() {
        return seeds;
    }

    /** Seeds that have been running for longer than so, which a healthy world never does. */
    public synchronized List<Long> longerThan(Duration duration) {
        long before = time.nanos() - duration.toNanos();
        return running.entrySet().stream()
                .filter(e -> e.getValue() - before < 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** One line of figures. */
    public synchronized String line() {
        double seconds = Math.max(1, time.nanos() - began) / NANOS_PER_SECOND;
        double hours = simulated.toSeconds() / SECONDS_PER_HOUR;
        return "%d seeds, %d failed; %.0f s, %.1f seeds/s, %.1f simulated hours (%.2f/s), %.0f happenings a seed"
                .formatted(
                        seeds,
                        failures.size(),
                        seconds,
                        seeds / seconds,
                        hours,
                        hours / seconds,
                        seeds == 0 ? 0.0 : (double) entries / seeds);
    }

    /** What was broken in which way, how often, and by which seeds; empty when none was. */
    public synchronized String broken() {
        SortedMap<String, List<Long>> byRule = new TreeMap<>();
        failures.forEach(f ->
                byRule.computeIfAbsent(f.failure().kind(), _ -> new ArrayList<>()).add(f.seed()));
        StringBuilder text = new StringBuilder();
        byRule.forEach((rule, broken) ->
                text.append("  %5d  %s: seeds %s%n".formatted(broken.size(), rule, some(broken))));
        return text.toString();
    }

    private static String some(List<Long> seeds) {
        String shown =
                seeds.stream()
                        .sorted()
                        .limit(SHOWN_SEEDS)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "));
        return seeds.size() > SHOWN_SEEDS ? shown + " ..." : shown;
    }
}
