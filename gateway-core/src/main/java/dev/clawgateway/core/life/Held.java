package dev.clawgateway.core.life;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.workload.Allocation;
import org.jspecify.annotations.Nullable;

/** Holds devices, from assignment to the end. */
public sealed interface Held extends WorkloadRecord permits Stoppable, Started {
    Attempt current();

    @Override
    Held with(WorkloadHead head);

    /** Holding the same devices under other numbers, or without some that are gone. */
    Held holding(Allocation moved);

    Failed failed(AttemptEnd end);

    /**
     * Waiting for its next attempt. The stop order ends with the attempt it was given for.
     *
     * @param failed whether this counts as a failure, and not as somebody's wish
     */
    default Pending requeued(boolean failed, String why) {
        return new Pending(failed ? head().attemptFailed() : head(), why, null);
    }

    /** The same by its restart policy, after a pause. */
    default Pending requeued(boolean failed, Past past, String why, @Nullable Retry retry) {
        WorkloadHead head = failed ? head().attemptFailed() : head();
        return new Pending(head.with(past), why, retry);
    }

    default Allocation holds() {
        return current().allocation();
    }

    @Override
    default NodeId node() {
        return holds().node();
    }

    /** Somebody asked for its end, and the node has not confirmed it yet. */
    default boolean stopRequested() {
        return stop() != null;
    }

    /** Its attempt is being ended by the gateway; a new one follows when it has. */
    default boolean requeue() {
        StopOrder order = stop();
        return order != null && order.again();
    }
}
