package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.PendingWorkload;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One request in the queue. */
public final class Waiting {
    /** Age, then order of arrival; for requests of equal priority. */
    static final Comparator<Waiting> BY_AGE =
            Comparator.comparing((Waiting waiting) -> waiting.pending.submittedAt())
                    .thenComparingLong(waiting -> waiting.arrival);

    static final Comparator<Waiting> BY_RANK =
            Comparator.comparingInt((Waiting waiting) -> -waiting.cohort.priority)
                    .thenComparing(BY_AGE);

    /** By virtual cluster, and within one in the order of its queue. */
    static final Comparator<Waiting> BY_PLACE =
            Comparator.comparing((Waiting waiting) -> waiting.cohort.line.account.name())
                    .thenComparing(waiting -> !waiting.nominated())
                    .thenComparing(BY_RANK);

    public final PendingWorkload pending;
    public Cohort cohort;

    /** Counts up with every request. */
    final long arrival;

    /** When a reservation may be tried again; null before the first try. */
    @Nullable Instant nextForecast;

    /** Grows while it cannot be foreseen where it will fit; see {@link Reservations}. */
    int backoff = 1;

    /** How often a reservation for it waited in vain. */
    int lost;

    /** Devices kept for it; null for none. */
    public @Nullable Hold hold;

    /** Its place in its queue, from 1, as of {@link Line#positions}. */
    public int position;

    Waiting(PendingWorkload pending, Cohort cohort, long arrival) {
        this.pending = pending;
        this.cohort = cohort;
        this.arrival = arrival;
    }

    /** Whether others were stopped for it; it stands in no line then. */
    boolean nominated() {
        return hold != null && hold.nominated;
    }
}
