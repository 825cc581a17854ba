package dev.clawgateway.scheduler;

/**
 * How the engine decides.
 *
 * @param policy for workloads that name none; one of {@link Schedulers#policies()}
 * @param seed of every random choice
 */
public record SchedulerOptions(String policy, long seed) {
    public static final SchedulerOptions DEFAULT = new SchedulerOptions("best_fit", 1);
}
