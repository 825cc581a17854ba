package dev.clawgateway.core.life;

import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ended by itself with success.
 *
 * @param stop an order to end this attempt for another, which came too late; else null
 */
public record Completed(
        WorkloadHead head,
        Attempt last,
        Instant startedAt,
        AttemptEnd end,
        @Nullable StopOrder stop)
        implements Ended {
    @Override
    public WorkloadState state() {
        return WorkloadState.COMPLETED;
    }

    /** Success needs no reason; its node may have had a word. */
    @Override
    public @Nullable String reason() {
        return end.word();
    }

    @Override
    public Completed with(WorkloadHead head) {
        return new Completed(head, last, startedAt, end, stop);
    }
}
