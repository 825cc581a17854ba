package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.index.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one virtual cluster that are alike, oldest first. They are looked at through the
 * first: what holds for it holds for all, so ten thousand of them cost one look.
 */
public final class Cohort {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** Priority, then age of the first. Never compares an empty cohort. */
    static final Comparator<Cohort> BY_FIRST =
            Comparator.comparing((Cohort cohort) -> cohort.entries.first(), Waiting.BY_RANK);

    final CohortKey key;
    public final Line line;
    public final int priority;

    /** The first request that made the cohort; stands for all in searches. */
    public final PendingWorkload sample;

    /** The number of its shape in the fleet. */
    public final Shape shape;

    /** The number of a shape that asks for its GPUs alone. */
    public final Shape gpus;

    /** The arrival of its first request; no other cohort has it. */
    final long number;

    public final TreeSet<Waiting> entries = new TreeSet<>(Waiting.BY_AGE);

    /** Why it was set aside. */
    public enum Block {
        NONE,
        /** Until some capacity, limit or node changes. */
        CAPACITY,
        LIMIT,
        /** Some levels of its chain until a limit has room, the others until capacity has. */
        EITHER,
        /** Until {@link #wakeAt}. */
        TIME;

        /** Whether it could start if capacity came free. */
        boolean wantsCapacity() {
            return this == CAPACITY || this == EITHER;
        }
    }

    public Block block = Block.NONE;

    /** With whom it was set aside; null when it was not. */
    @Nullable Parked parked;

    /** Up to which moment it is known that what happened does not help it. */
    long since;

    /** The same of what was given back under the limit; counts for {@link Block#EITHER}. */
    long sinceRefunds;

    /** When to look again though nothing happened; null for never. */
    public @Nullable Instant wakeAt;

    /** The virtual cluster whose limit was in the way; null when none was. */
    public @Nullable String limitedBy;

    /** The levels of its fallback chain. */
    final List<GpuRequirement> chain;

    /** The numbers its levels have in the chain as written; null for the same. */
    private final int @Nullable [] written;

    /** What it is without some of its levels, by those that are left; see {@link Levels}. */
    final Map<BitSet, Cohort> parts = new HashMap<>(0);

    /** What its requests were last told; null before. */
    public @Nullable CohortExplanation explained;

    /** Why nodes refuse its requests, as of the last count that looked at them. */
    public CohortRefusal refused = CohortRefusal.NOT_LOOKED_AT;

    Cohort(CohortKey key, Line line, PendingWorkload sample, Shape shape, Shape gpus, long number) {
        this.key = key;
        this.line = line;
        this.sample = sample;
        this.shape = shape;
        this.gpus = gpus;
        this.number = number;
        this.priority = terms().priority();
        this.chain = Levels.of(sample.spec());
        this.written = null;
    }

    /** One that asks only for some levels of another, and is in no line. */
    Cohort(Cohort whole, PendingWorkload sample, Shape shape, Shape gpus, int[] written) {
        this.key = whole.key;
        this.line = whole.line;
        this.sample = sample;
        this.shape = shape;
        this.gpus = gpus;
        this.number = whole.number;
        this.priority = whole.priority;
        this.chain = Levels.of(sample.spec());
        this.written = written;
    }

    /** What a level is called in the chain as written. */
    int written(int level) {
        return written == null ? level : written[level];
    }

    /** An allocation that was made for this cohort, with its level as written. */
    Allocation asWritten(Allocation made) {
        return written == null
                ? made
                : new Allocation(
                        made.node(),
                        made.gpus(),
                        made.cpuMillis(),
                        made.memoryMib(),
                        written(made.fallbackLevel()));
    }

    public QueueTerms terms() {
        return sample.spec().scheduling().queue();
    }

    /** What counts against quota at the least when it starts, whichever alternative is met. */
    Quota least() {
        WorkloadSpec spec = sample.spec();
        long members = sample.minMembers();
        return new Quota(
                members * Needs.leastGpuMillis(spec.gpuRequirement()),
                members * spec.cpuMillis(),
                members * spec.memoryMib());
    }

    /** It is set aside no longer. */
    void wake() {
        block = Block.NONE;
        parked = null;
        wakeAt = null;
        limitedBy = null;
    }

    /** Looks again at that time at the latest; null for no such time. */
    public void wakeBy(@Nullable Instant time) {
        if (time != null && (wakeAt == null || time.isBefore(wakeAt))) {
            wakeAt = time;
        }
    }

    /** When one that starts now will be told to stop; null without a time limit. */
    public @Nullable Instant ends(Instant now) {
        Duration limit = terms().timeLimit();
        return limit == null ? null : later(now, limit);
    }

    /** A limit may be longer than time is. */
    private static Instant later(Instant now, Duration limit) {
        return limit.compareTo(FOR_EVER) > 0 ? Instant.MAX : now.plus(limit);
    }

    /** Whether its time has not come. */
    public boolean early(Instant now) {
        Instant start = terms().notBefore();
        return start != null && start.isAfter(now);
    }
}
