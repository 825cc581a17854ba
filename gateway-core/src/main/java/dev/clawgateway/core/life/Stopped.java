package dev.clawgateway.core.life;

import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ended because somebody asked.
 *
 * @param startedAt null when it was never heard to run
 * @param stop who wanted its end, and why; null when its node stopped it of its own accord
 */
public record Stopped(
        WorkloadHead head,
        @Nullable Attempt last,
        @Nullable Instant startedAt,
        AttemptEnd end,
        @Nullable StopOrder stop)
        implements Ended {
    @Override
    public WorkloadState state() {
        return WorkloadState.STOPPED;
    }

    @Override
    public @Nullable String reason() {
        return stop != null ? stop.reason() : Stopping.byNode("stopped it", end.word());
    }

    @Override
    public Stopped with(WorkloadHead head) {
        return new Stopped(head, last, startedAt, end, stop);
    }
}
