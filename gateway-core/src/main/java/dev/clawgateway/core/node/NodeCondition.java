package dev.clawgateway.core.node;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A named fact about a node that workloads may require.
 *
 * @param lastTransition when the status last changed
 * @param lastProbe when it was last reported, changed or not
 */
public record NodeCondition(
        String type,
        ConditionStatus status,
        Instant lastTransition,
        Instant lastProbe,
        @Nullable String reason,
        @Nullable String message,
        long observedGeneration) {
    /** Whether a probe that found this would find nothing new. */
    public boolean says(ConditionStatus next, @Nullable String newReason) {
        return next == status && (newReason == null || newReason.equals(reason));
    }

    /**
     * This condition as last probed at {@code when}; the transition time moves only when the status
     * changes.
     */
    public NodeCondition probed(ConditionStatus next, @Nullable String newReason, Instant when) {
        return new NodeCondition(
                type,
                next,
                next == status ? lastTransition : when,
                when,
                newReason != null ? newReason : reason,
                message,
                observedGeneration);
    }
}
