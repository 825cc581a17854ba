package dev.clawgateway.scheduler;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import org.jspecify.annotations.Nullable;

/**
 * The policy of requests that name none, once that is another than the engine was made with.
 * Whoever waits by then goes by the one before.
 */
final class UsualPolicy {
    /** Null as long as it is that which the engine was made with. */
    private @Nullable String other;

    private final String first;

    UsualPolicy(String first) {
        this.first = first;
    }

    void change(String next) {
        other = next.equals(first) ? null : next;
    }

    /** What is asked, by this policy unless it names one or reserves nothing. */
    PendingWorkload of(PendingWorkload pending) {
        WorkloadSpec spec = pending.spec();
        boolean reservesNothing =
                spec.gpuCount() == 0 && spec.cpuMillis() == 0 && spec.memoryMib() == 0;
        return other == null || spec.scheduling().policy() != null || reservesNothing
                ? pending
                : new PendingWorkload(
                        pending.members(),
                        pending.minMembers(),
                        by(other, spec),
                        pending.submittedAt(),
                        pending.target(),
                        pending.unwanted());
    }

    private static WorkloadSpec by(String policy, WorkloadSpec spec) {
        SchedulingRequirements asked = spec.scheduling();
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
                        policy));
    }
}
