package dev.clawgateway.core.life;

import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ended by itself without success, or could not go on.
 *
 * @param startedAt null when it was never heard to run
 * @param stop who wanted its end when it failed; null for nobody
 */
public record Failed(
        WorkloadHead head,
        @Nullable Attempt last,
        @Nullable Instant startedAt,
        AttemptEnd end,
        @Nullable StopOrder stop)
        implements Ended {
    @Override
    public WorkloadState state() {
        return WorkloadState.FAILED;
    }

    @Override
    public @Nullable String reason() {
        String word = end.word();
        if (word == null) {
            Integer code = end.exitCode();
            word = code == null ? "its node did not say why" : "exit code " + code;
        }
        return stop != null && stop.cause() == StopOrder.Cause.TIME_LIMIT
                ? stop.reason() + "; " + word
                : word;
    }

    @Override
    public Failed with(WorkloadHead head) {
        return new Failed(head, last, startedAt, end, stop);
    }

    /**
     * What was given up with its node is known to run no more. The only thing that is learned of a
     * workload after its end.
     */
    public Failed over() {
        return new Failed(head, last, startedAt, end.over(), stop);
    }
}
