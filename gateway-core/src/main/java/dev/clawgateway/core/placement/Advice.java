package dev.clawgateway.core.placement;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import java.util.List;

/**
 * Moves of workloads that may be moved, after which a waiting request could start. Nothing is done
 * about it by the engine.
 *
 * @param beneficiary who could start; names a gang by its first member
 */
public record Advice(WorkloadId beneficiary, List<Move> moves) {
    public Advice {
        moves = List.copyOf(moves);
    }

    /** One workload to stop and start again elsewhere. */
    public record Move(WorkloadId workload, NodeId from, NodeId to) {}
}
