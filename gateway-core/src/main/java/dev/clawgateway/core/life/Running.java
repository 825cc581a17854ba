package dev.clawgateway.core.life;

import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Its node said that it runs. Nobody wants its end: with a stop order it is {@link Stopping}.
 *
 * @param word what its node said with that; null for nothing
 */
public record Running(WorkloadHead head, Attempt current, Instant startedAt, @Nullable String word)
        implements Started {
    @Override
    public WorkloadState state() {
        return WorkloadState.RUNNING;
    }

    @Override
    public @Nullable String reason() {
        return current.placement();
    }

    @Override
    public Running with(WorkloadHead head) {
        return new Running(head, current, startedAt, word);
    }

    @Override
    public Running holding(Allocation moved) {
        return new Running(head, current.holding(moved), startedAt, word);
    }

    /** Somebody wants its end. */
    public Stopping stopping(StopOrder order) {
        return new Stopping(head, current, startedAt, word, order);
    }

    /** Its node stops it of its own accord, and perhaps says why. */
    public Stopping stoppedByNode(@Nullable String why) {
        return new Stopping(head, current, startedAt, why != null ? why : word, null);
    }

    @Override
    public Completed completed(AttemptEnd end) {
        return new Completed(head, current, startedAt, end, null);
    }

    @Override
    public Failed failed(AttemptEnd end) {
        return new Failed(head, current, startedAt, end, null);
    }
}
