package dev.clawgateway.core.life;

import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Its node was told, or is about to be told, to start it.
 *
 * @param stop whoever wants its end before it was heard to run: it is kept, and the node told
 *     again, until the node answers; null for nobody
 */
public record Starting(WorkloadHead head, Attempt current, @Nullable StopOrder stop)
        implements Stoppable {
    @Override
    public WorkloadState state() {
        return WorkloadState.STARTING;
    }

    @Override
    public @Nullable String reason() {
        return stop != null ? stop.reason() : current.placement();
    }

    @Override
    public Starting with(WorkloadHead head) {
        return new Starting(head, current, stop);
    }

    @Override
    public Starting holding(Allocation moved) {
        return new Starting(head, current.holding(moved), stop);
    }

    public Starting ending(StopOrder order) {
        return new Starting(head, current, order);
    }

    /** A stop that was ordered meanwhile goes on from there: see {@link Running#stopping}. */
    public Running running(Instant at, @Nullable String word) {
        return new Running(head, current, at, word);
    }

    @Override
    public Stopped stopped(AttemptEnd end) {
        return new Stopped(head, current, null, end, stop);
    }

    @Override
    public Failed failed(AttemptEnd end) {
        return new Failed(head, current, null, end, stop);
    }
}
