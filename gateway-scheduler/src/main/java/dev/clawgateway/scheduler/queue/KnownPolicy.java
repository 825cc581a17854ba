package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.policy.Policies;

/**
 * Reads the policy of a spec. Whoever accepts specs should refuse unknown ones; here, and after a
 * restart without a scoring function that was there before, the default takes their place.
 */
public final class KnownPolicy {
    private KnownPolicy() {}

    public static WorkloadSpec of(WorkloadSpec spec, Policies policies) {
        SchedulingRequirements asked = spec.scheduling();
        return policies.number(asked.policy()) >= 0 ? spec : spec.with(asked.by(null));
    }
}
