package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.WorkloadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request in the queue. Our extension.
 *
 * @param workloadId names a gang by its first worker
 * @param name the submitter's name for it; null for none
 * @param members workers that start together; 1 unless it is a gang
 * @param position place in the queue of its virtual cluster, from 1
 * @param neverHere it would not fit even with every node empty
 * @param reason why it waits, in words
 * @param expectedStart null when it cannot be known
 */
public record WaitingInfo(
        WorkloadId workloadId,
        @Nullable String name,
        String virtualCluster,
        int priority,
        int members,
        int position,
        Instant submittedAt,
        boolean neverHere,
        String reason,
        @Nullable Instant expectedStart) {}
