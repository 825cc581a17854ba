package dev.clawgateway.scheduler;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.index.Shape;
import java.util.Map;
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
        return other == null
                        || spec.scheduling().policy() != null
                        || Shape.Key.of(spec, Map.of()).reservesNothing()
                ? pending
                : pending.with(spec.with(spec.scheduling().by(other)));
    }
}
