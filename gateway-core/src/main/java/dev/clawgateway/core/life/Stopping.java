package dev.clawgateway.core.life;

import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Its node was told to stop it, or stops it by itself; it still holds its devices.
 *
 * @param word the last that its node said of it; null for nothing
 * @param stop null when its node does it of its own accord
 */
public record Stopping(
        WorkloadHead head,
        Attempt current,
        Instant startedAt,
        @Nullable String word,
        @Nullable StopOrder stop)
        implements Started, Stoppable {
    @Override
    public WorkloadState state() {
        return WorkloadState.STOPPING;
    }

    @Override
    public @Nullable String reason() {
        return stop != null ? stop.reason() : byNode("is stopping it", word);
    }

    @Override
    public Stopping with(WorkloadHead head) {
        return new Stopping(head, current, startedAt, word, stop);
    }

    @Override
    public Stopping holding(Allocation moved) {
        return new Stopping(head, current.holding(moved), startedAt, word, stop);
    }

    /** Another order takes the place of the one before. */
    public Stopping ending(StopOrder order) {
        return new Stopping(head, current, startedAt, word, order);
    }

    @Override
    public Stopped stopped(AttemptEnd end) {
        return new Stopped(head, current, startedAt, end, stop);
    }

    @Override
    public Completed completed(AttemptEnd end) {
        return new Completed(head, current, startedAt, end, stop);
    }

    @Override
    public Failed failed(AttemptEnd end) {
        return new Failed(head, current, startedAt, end, stop);
    }

    static String byNode(String did, @Nullable String word) {
        return "its node " + did + (word == null ? "" : ": " + word);
    }
}
