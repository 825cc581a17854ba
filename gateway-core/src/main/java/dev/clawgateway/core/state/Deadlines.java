package dev.clawgateway.core.state;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is to be looked at when, on the monotonic clock. Entries are never taken back: whoever
 * handles one checks that it still applies. Soft state, rebuilt after a restart.
 */
final class Deadlines {
    /** What may be due. */
    sealed interface Due {
        /**
         * A disconnected node's time is up.
         *
         * @param since the disconnection it was set for
         */
        record NodeLost(NodeId node, long since) implements Due {}

        record NodeForgotten(NodeId node, long since) implements Due {}

        record StartOverdue(WorkloadId workload, int attempt) implements Due {}

        record StopOverdue(WorkloadId workload, int attempt) implements Due {}

        record RunOverdue(WorkloadId workload, int attempt) implements Due {}

        record WorkloadForgotten(WorkloadId workload) implements Due {}
    }

    private record Entry(long nanos, long sequence, Due due) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(
                    Comparator.comparingLong(Entry::nanos).thenComparingLong(Entry::sequence));
    private long sequence;

    void set(long nowNanos, Duration in, Due due) {
        entries.add(new Entry(nowNanos + saturatedNanos(in), sequence++, due));
    }

    /** The next entry that is due; null when none is. */
    @Nullable Due poll(long nowNanos) {
        Entry first = entries.peek();
        if (first == null || first.nanos() > nowNanos) {
            return null;
        }
        entries.remove();
        return first.due();
    }

    private static long saturatedNanos(Duration duration) {
        // Longer than a century is for ever; the sum with the clock must not overflow.
        return duration.compareTo(Duration.ofDays(36_500)) > 0
                ? Duration.ofDays(36_500).toNanos()
                : Math.max(0, duration.toNanos());
    }
}
