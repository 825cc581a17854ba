package dev.clawgateway.core.state.due;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be looked at when, on the monotonic clock: at most one entry for each subject and
 * kind, so that memory follows what lives and not what has happened. Whoever meets a deadline takes
 * it back. Soft state, rebuilt after a restart.
 */
public final class Deadlines {
    /** A century: the sum with the clock must not overflow. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** What may be due; setting an equal one again replaces it. */
    public sealed interface Due {
        /** Of one workload, and of nobody else. */
        sealed interface OfWorkload extends Due {
            WorkloadId workload();
        }

        /** A disconnected node's time is up. */
        record NodeLost(NodeId node) implements Due {}

        /** A disconnected node was not heard for half of that. */
        record NodeMissing(NodeId node) implements Due {}

        /** Nobody is given up for many to return, which took too long. */
        record PatienceOver() implements Due {}

        /** The next step of a maintenance window. */
        record MaintenanceDue(String window) implements Due {}

        record NodeForgotten(NodeId node) implements Due {}

        /** The time to finish is over for what a node runs that is being emptied. */
        record DrainDue(NodeId node) implements Due {}

        /** A node need be avoided no longer. */
        record AvoidanceOver(NodeId node) implements Due {}

        record StartOverdue(WorkloadId workload) implements OfWorkload {}

        record StopOverdue(WorkloadId workload) implements OfWorkload {}

        record RunOverdue(WorkloadId workload) implements OfWorkload {}

        /** The pause before a workload's next attempt is over. */
        record RetryDue(WorkloadId workload) implements OfWorkload {}

        record WorkloadForgotten(WorkloadId workload) implements OfWorkload {}
    }

    private record Entry(long nanos, long sequence, Due due) {}

    private final Map<Due, Entry> live = new HashMap<>();
    private final TreeSet<Entry> inOrder =
            new TreeSet<>(
                    Comparator.comparingLong(Entry::nanos).thenComparingLong(Entry::sequence));
    private long sequence;

    /** It is due then, and no longer when it was. */
    public void set(long nowNanos, Duration in, Due due) {
        Entry entry = new Entry(nowNanos + saturatedNanos(in), sequence++, due);
        Entry before = live.put(due, entry);
        if (before != null) {
            inOrder.remove(before);
        }
        inOrder.add(entry);
    }

    /** It is met, or can be no more; an unknown one is fine. */
    public void takeBack(Due due) {
        Entry entry = live.remove(due);
        if (entry != null) {
            inOrder.remove(entry);
        }
    }

    /** The next entry that is due; null when none is. */
    public @Nullable Due poll(long nowNanos) {
        Entry first = inOrder.isEmpty() ? null : inOrder.first();
        if (first == null || first.nanos() > nowNanos) {
            return null;
        }
        takeBack(first.due());
        return first.due();
    }

    /** How long until the next entry is due; for ever when there is none. */
    public Duration untilNext(long nowNanos) {
        return inOrder.isEmpty()
                ? FOR_EVER
                : Duration.ofNanos(Math.max(0, inOrder.first().nanos() - nowNanos));
    }

    /** Moves what is of some kind to another time each. */
    public void move(Predicate<Due> which, LongUnaryOperator later) {
        List<Entry> moved = inOrder.stream().filter(entry -> which.test(entry.due())).toList();
        for (Entry entry : moved) {
            takeBack(entry.due());
            add(new Entry(later.applyAsLong(entry.nanos()), entry.sequence(), entry.due()));
        }
    }

    private void add(Entry entry) {
        live.put(entry.due(), entry);
        inOrder.add(entry);
    }

    /** Entries that live. */
    public int size() {
        return live.size();
    }

    private static long saturatedNanos(Duration duration) {
        return duration.compareTo(FOR_EVER) > 0
                ? FOR_EVER.toNanos()
                : Math.max(0, duration.toNanos());
    }
}
