package dev.clawgateway.scheduler;

import dev.clawgateway.plugin.ScoringFunction;
import dev.clawgateway.scheduler.policy.Policies;
import java.time.Duration;
import java.util.List;

/**
 * How the engine decides.
 *
 * @param policy for workloads that name none; one of {@link Schedulers#policies()}
 * @param seed of every random choice
 * @param protectedRunTime how long a workload runs before it may be stopped for another; not
 *     negative
 * @param reserveAfter how long a request waits before devices are reserved for it; not negative
 * @param reservations most at a time, of which each virtual cluster has one at most; 0 for none
 * @param usageHalfLife after which past use of a virtual cluster counts half towards its share;
 *     zero forgets it at once
 * @param maxWorkloadsPerNode that a node takes, whatever they need; at least 1
 * @param functions further policies, each with a name of its own
 */
public record SchedulerOptions(
        String policy,
        long seed,
        Duration protectedRunTime,
        Duration reserveAfter,
        int reservations,
        Duration usageHalfLife,
        int maxWorkloadsPerNode,
        List<ScoringFunction> functions) {
    private static final int MAX_WORKLOADS_PER_NODE = 256;

    public static final SchedulerOptions DEFAULT = new SchedulerOptions("least_fragmentation", 1);

    public SchedulerOptions {
        functions = List.copyOf(functions);
        if (protectedRunTime.isNegative() || reserveAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "protectedRunTime and reserveAfter must not be negative");
        } else if (reservations < 0) {
            throw new IllegalArgumentException("reservations must not be negative");
        } else if (usageHalfLife.isNegative()) {
            throw new IllegalArgumentException("usageHalfLife must not be negative");
        } else if (maxWorkloadsPerNode < 1) {
            throw new IllegalArgumentException("maxWorkloadsPerNode must be at least 1");
        }
    }

    /**
     * With the usual bounds: a minute's protection, up to four reservations after five, a day's
     * half-life, 256 workloads on a node.
     */
    public SchedulerOptions(String policy, long seed) {
        this(policy, seed, MAX_WORKLOADS_PER_NODE);
    }

    /** With the functions that are found on the class path. */
    public SchedulerOptions(
            String policy,
            long seed,
            Duration protectedRunTime,
            Duration reserveAfter,
            int reservations,
            Duration usageHalfLife,
            int maxWorkloadsPerNode) {
        this(
                policy,
                seed,
                protectedRunTime,
                reserveAfter,
                reservations,
                usageHalfLife,
                maxWorkloadsPerNode,
                Policies.onClassPath());
    }

    /** The same with these functions. */
    public SchedulerOptions with(List<ScoringFunction> others) {
        return new SchedulerOptions(
                policy,
                seed,
                protectedRunTime,
                reserveAfter,
                reservations,
                usageHalfLife,
                maxWorkloadsPerNode,
                others);
    }

    /** The same with another bound on the workloads of a node. */
    public SchedulerOptions(String policy, long seed, int maxWorkloadsPerNode) {
        this(
                policy,
                seed,
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                4,
                Duration.ofDays(1),
                maxWorkloadsPerNode);
    }
}
