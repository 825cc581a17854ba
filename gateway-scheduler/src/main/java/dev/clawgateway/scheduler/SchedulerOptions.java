package dev.clawgateway.scheduler;

import dev.clawgateway.scheduler.policy.PlacementPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How the engine decides.
 *
 * @param policy for workloads that name none
 * @param seed of every random choice
 * @param customScoring name of the scoring function behind {@link PlacementPolicy#CUSTOM}; null
 *     takes the only one there is
 */
public record SchedulerOptions(PlacementPolicy policy, long seed, @Nullable String customScoring) {
    public static final SchedulerOptions DEFAULT =
            new SchedulerOptions(PlacementPolicy.BEST_FIT, 1, null);

    public SchedulerOptions(PlacementPolicy policy, long seed) {
        this(policy, seed, null);
    }
}
