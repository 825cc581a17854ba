package dev.clawgateway.scheduler;

import java.time.Duration;

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
 */
public record SchedulerOptions(
        String policy,
        long seed,
        Duration protectedRunTime,
        Duration reserveAfter,
        int reservations,
        Duration usageHalfLife) {
    public static final SchedulerOptions DEFAULT = new SchedulerOptions("least_fragmentation", 1);

    public SchedulerOptions {
        if (protectedRunTime.isNegative() || reserveAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "protectedRunTime and reserveAfter must not be negative");
        } else if (reservations < 0) {
            throw new IllegalArgumentException("reservations must not be negative");
        } else if (usageHalfLife.isNegative()) {
            throw new IllegalArgumentException("usageHalfLife must not be negative");
        }
    }

    /**
     * With the usual times: a minute's protection, up to four reservations after five, a day's
     * half-life.
     */
    public SchedulerOptions(String policy, long seed) {
        this(policy, seed, Duration.ofMinutes(1), Duration.ofMinutes(5), 4, Duration.ofDays(1));
    }
}
