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
        if (policies.number(asked.policy()) >= 0) {
            return spec;
        }
        return new WorkloadSpec(
                spec.image(),
                spec.command(),
                spec.env(),
                spec.gpuCount(),
                spec.memoryMib(),
                spec.cpuMillis(),
                spec.labels(),
                new SchedulingRequirements(
                        asked.gates(),
                        asked.gpu(),
                        asked.node(),
                        asked.neighbours(),
                        asked.queue(),
                        asked.parallel(),
                        asked.gang(),
                        null));
    }
}
