package dev.clawgateway.core.life;

import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at running a workload: the current one, or the last. Of one that is to be followed by
 * another only its number is kept.
 *
 * @param number from 1; 0 before the first
 * @param allocation held while {@link WorkloadState#holdsDevices()}; afterwards what was last held
 * @param startedAt when it was first heard to run
 * @param placement why it was placed where it is
 * @param endReported the node itself said that it is over, or had the time to stop it
 */
public record Attempt(
        int number,
        @Nullable Allocation allocation,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Integer exitCode,
        @Nullable String placement,
        boolean endReported) {
    /** Nothing was tried yet. */
    public static final Attempt NONE = numbered(0);

    private static Attempt numbered(int number) {
        return new Attempt(number, null, null, null, null, null, false);
    }

    Attempt next(Allocation to, String why) {
        return new Attempt(number + 1, to, null, null, null, why, false);
    }

    /** What is kept of it once another one is to follow. */
    Attempt past() {
        return numbered(number);
    }

    Attempt holding(Allocation moved) {
        return new Attempt(number, moved, startedAt, finishedAt, exitCode, placement, endReported);
    }

    /** Going on, at {@code at}; it runs since then unless it did before. */
    Attempt goingOn(WorkloadState next, Instant at) {
        boolean starts = next == WorkloadState.RUNNING && startedAt == null;
        return new Attempt(
                number, allocation, starts ? at : startedAt, null, exitCode, placement, false);
    }

    Attempt ended(AttemptEnd end, Instant at) {
        return new Attempt(
                number, allocation, startedAt, at, end.exitCode(), placement, end.reported());
    }

    Attempt over() {
        return new Attempt(number, allocation, startedAt, finishedAt, exitCode, placement, true);
    }
}
