package dev.clawgateway.scheduler.policy;

import dev.clawgateway.core.WorkloadSpec;

/**
 * One's own placement policy, found by {@link java.util.ServiceLoader} and used for {@link
 * PlacementPolicy#CUSTOM}. Called on the control thread for every node that fits: it must be quick,
 * must not block, and must depend on its arguments alone, or two runs over the same history differ.
 */
public interface ScoringFunction {
    /** Name by which configuration picks it, such as {@code coolest_rack}. */
    String name();

    /** How good the node would be; higher is better. {@code NaN} counts as the worst. */
    double score(WorkloadSpec workload, Candidate candidate);
}
