package dev.clawgateway.core.life;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Waits, and holds nothing. Of attempts before only what {@link Past} says is left: what they held
 * is somebody else's, and what was said of the last is in {@code why}.
 *
 * @param why it waits; null in records from before it was kept
 * @param retry the pause before its next attempt; null when there is none, or it is over
 */
public record Pending(WorkloadHead head, @Nullable String why, @Nullable Retry retry)
        implements WorkloadRecord {
    /** A new one; why it waits is to be said yet. */
    public static Pending submitted(WorkloadId id, Origin origin) {
        return new Pending(new WorkloadHead(id, origin), null, null);
    }

    @Override
    public WorkloadState state() {
        return WorkloadState.PENDING;
    }

    @Override
    public @Nullable String reason() {
        return why;
    }

    @Override
    public Pending with(WorkloadHead head) {
        return new Pending(head, why, retry);
    }

    public Pending waiting(String because) {
        return new Pending(head, because, retry);
    }

    /** The pause before its next attempt is over. */
    public Pending ready() {
        return new Pending(head, why, null);
    }

    /** The next attempt, with the devices it holds. */
    public Starting assigned(Allocation to, String because) {
        return new Starting(head.nextAttempt(), new Attempt(to, because), null);
    }

    /** Nobody has to confirm it: nothing runs. */
    public Stopped stopped(StopOrder order, Instant at) {
        return new Stopped(head, null, null, AttemptEnd.givenUp(at, null), order);
    }

    /** It can never start. */
    public Failed failed(Instant at, String because) {
        return new Failed(head, null, null, AttemptEnd.givenUp(at, because), null);
    }
}
