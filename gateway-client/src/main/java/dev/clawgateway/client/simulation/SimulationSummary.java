package dev.clawgateway.client.simulation;

import java.time.Duration;
import java.util.List;

/**
 * What came of a simulation.
 *
 * @param registered nodes that were registered at least once
 * @param registering from the first connection to the last first registration
 * @param submitting from the first submission to the last answer
 * @param running from the first submission to the last end
 * @param counts of workloads
 * @param submitToStart from submitting until the node was told to start, of this run's workloads
 * @param disconnects sessions that were lost, on purpose or not
 * @param violationCount of the promises that the checker knows
 * @param violations the first of them, in words
 */
public record SimulationSummary(
        int nodes,
        int registered,
        Duration registering,
        Duration submitting,
        Duration running,
        Counts counts,
        Latency submitToStart,
        long disconnects,
        long violationCount,
        List<String> violations) {
    public SimulationSummary {
        violations = List.copyOf(violations);
    }

    /** True when every node came, every workload ended, and no promise was broken. */
    public boolean passed() {
        return registered == nodes
                && violationCount == 0
                && counts.lost == 0
                && counts.refused == 0
                && counts.accepted == counts.submitted
                && counts.completed + counts.failed + counts.stopped == counts.accepted;
    }

    public double registrationsPerSecond() {
        return rate(registered, registering);
    }

    public double placementsPerSecond() {
        return rate(counts.accepted, submitting);
    }

    public double endsPerSecond() {
        return rate(counts.completed + counts.failed, running);
    }

    private static double rate(long count, Duration time) {
        return time.isPositive() ? count * 1e9 / time.toNanos() : 0;
    }

    /**
     * Of this run's workloads.
     *
     * @param refused for good; refusals that were tried again do not count
     * @param started that a node was told to start at least once
     * @param repeatedStarts start frames for an attempt that was begun already, which is harmless
     * @param lost accepted, and not ended at the end, or unknown to the gateway
     */
    public record Counts(
            long submitted,
            long accepted,
            long refused,
            long started,
            long repeatedStarts,
            long completed,
            long failed,
            long stopped,
            long lost) {}

    /** In milliseconds. */
    public record Latency(long count, double p50, double p90, double p99, double max) {}
}
