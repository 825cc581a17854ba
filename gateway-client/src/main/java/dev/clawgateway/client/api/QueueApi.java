package dev.clawgateway.client.api;

import dev.clawgateway.core.WorkloadId;

/** Work that waits, for devices or for gates. */
public interface QueueApi {
    /** How many people want to see who do not say. */
    int USUAL_LIMIT = 1000;

    /** Who waits for devices, and why; at most so many. */
    WaitingList waiting(int limit);

    /** Who is held back by gates. */
    GatedList gated();

    /** Opens a gate of a workload. */
    Done.GateCleared clearGate(WorkloadId workload, String gate);

    /** Moves that would let the first waiting workload start. */
    GatewayAnswer.Moves adviseMoves();
}
