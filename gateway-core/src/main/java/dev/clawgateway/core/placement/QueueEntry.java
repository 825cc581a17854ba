package dev.clawgateway.core.placement;

/**
 * A request that waits, and why.
 *
 * @param explanation its {@link Explanation#position} is the place in the queue of its virtual
 *     cluster
 */
public record QueueEntry(PendingWorkload workload, Explanation explanation) {}
