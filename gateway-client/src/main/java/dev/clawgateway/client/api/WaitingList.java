package dev.clawgateway.client.api;

import dev.clawgateway.core.WorkloadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for devices.
 *
 * @param total of all that wait, listed or not
 * @param requests by virtual cluster, then by place in its queue
 */
public record WaitingList(int total, List<Request> requests) implements GatewayAnswer {
    public WaitingList {
        requests = List.copyOf(requests);
    }

    /**
     * One that waits.
     *
     * @param workload names a gang by its first worker
     * @param name the submitter's name for it; null for none
     * @param members workers that start together; 1 unless it is a gang
     * @param position place in the queue of its virtual cluster, from 1
     * @param neverHere it would not fit even with every node empty
     * @param reason why it waits, in words
     * @param expectedStart null when it cannot be known
     */
    public record Request(
            WorkloadId workload,
            @Nullable String name,
            String virtualCluster,
            int priority,
            int members,
            int position,
            Instant submittedAt,
            boolean neverHere,
            String reason,
            @Nullable Instant expectedStart) {}
}
