package dev.clawgateway.core.life;

import dev.clawgateway.core.workload.WorkloadState;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param state a final one
 * @param reported the node itself said so; otherwise the gateway gave the attempt up
 */
public record AttemptEnd(
        WorkloadState state, @Nullable Integer exitCode, @Nullable String word, boolean reported) {
    /** Given up by the gateway: the node is lost, or does not run it. */
    public static AttemptEnd givenUp(WorkloadState state, @Nullable String why) {
        return new AttemptEnd(state, null, why, false);
    }
}
