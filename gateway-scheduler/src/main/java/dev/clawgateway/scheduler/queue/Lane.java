package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.QueueTerms;
import dev.clawgateway.core.placement.PendingWorkload;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one virtual cluster that are alike, oldest first. They are looked at through the
 * first: what holds for it holds for all, so ten thousand of them cost one look.
 */
final class Lane {
    /** Priority, then age of the first. Never compares an empty lane. */
    static final Comparator<Lane> BY_FIRST =
            Comparator.comparing((Lane lane) -> lane.entries.first(), Waiting.BY_RANK);

    final LaneKey key;
    final Line line;
    final int priority;

    /** The first request that made the lane; stands for all in searches. */
    final PendingWorkload sample;

    /** The number of its shape in the fleet. */
    final int shape;

    final TreeSet<Waiting> entries = new TreeSet<>(Waiting.BY_AGE);

    /** Why it was set aside. */
    enum Block {
        NONE,
        /** Until some capacity, limit or node changes. */
        CAPACITY,
        LIMIT,
        /** Until {@link #wakeAt}. */
        TIME
    }

    Block block = Block.NONE;

    /** What the fleet's hint said when it did not fit. */
    long hint;

    /** When to look again though nothing happened; null for never. */
    @Nullable Instant wakeAt;

    /** The virtual cluster whose limit was in the way; null unless {@link Block#LIMIT}. */
    @Nullable String limitedBy;

    /** What its requests were last told; null before. */
    Explainer.@Nullable Shared explained;

    Lane(LaneKey key, Line line, PendingWorkload sample, int shape) {
        this.key = key;
        this.line = line;
        this.sample = sample;
        this.shape = shape;
        this.priority = terms().priority();
    }

    QueueTerms terms() {
        return sample.spec().scheduling().queue();
    }

    /** Looks again at that time at the latest; null for no such time. */
    void wakeBy(@Nullable Instant time) {
        if (time != null && (wakeAt == null || time.isBefore(wakeAt))) {
            wakeAt = time;
        }
    }

    /** Whether its time has not come. */
    boolean early(Instant now) {
        Instant start = terms().notBefore();
        return start != null && start.isAfter(now);
    }
}
