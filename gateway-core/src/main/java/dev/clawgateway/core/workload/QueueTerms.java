package dev.clawgateway.core.workload;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a workload waits, and what may happen to it once it runs.
 *
 * @param virtualCluster whose quota it counts against; {@link #DEFAULT_CLUSTER} unless said
 * @param priority higher goes first and may preempt lower; 0 unless said
 * @param preemptible whether somebody more important may take its devices
 * @param movable whether it may be stopped and started elsewhere to defragment the fleet
 * @param notBefore earliest start; null for at once
 * @param timeLimit longest run, after which it is stopped; null for none. Needed to backfill and to
 *     foretell starts
 * @param leavesUnhealthy whether it is stopped and started elsewhere when a GPU that it holds is
 *     reported unhealthy
 */
public record QueueTerms(
        String virtualCluster,
        int priority,
        boolean preemptible,
        boolean movable,
        @Nullable Instant notBefore,
        @Nullable Duration timeLimit,
        boolean leavesUnhealthy) {
    /** The virtual cluster of a workload that names none. */
    public static final String DEFAULT_CLUSTER = "default";

    public static final QueueTerms DEFAULT =
            new QueueTerms(DEFAULT_CLUSTER, 0, true, false, null, null);

    /** Of what stays where it is, whatever its GPUs are like. */
    public QueueTerms(
            String virtualCluster,
            int priority,
            boolean preemptible,
            boolean movable,
            @Nullable Instant notBefore,
            @Nullable Duration timeLimit) {
        this(virtualCluster, priority, preemptible, movable, notBefore, timeLimit, false);
    }

    /** The same in another virtual cluster. */
    public QueueTerms in(String other) {
        return new QueueTerms(
                other, priority, preemptible, movable, notBefore, timeLimit, leavesUnhealthy);
    }

    /** Of what is not to be taken from where it is, however long it takes. */
    public QueueTerms staying() {
        return new QueueTerms(
                virtualCluster, priority, false, false, notBefore, null, leavesUnhealthy);
    }
}
