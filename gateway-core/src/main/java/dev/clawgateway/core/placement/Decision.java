package dev.clawgateway.core.placement;

import dev.clawgateway.core.WorkloadId;
import java.util.List;

/** What the engine decided about the queue. Its own ledger already reflects it. */
public sealed interface Decision {
    /** A waiting workload, or a whole gang, starts. */
    record Start(List<Placement.Assignment> assignments) implements Decision {
        public Start {
            assignments = List.copyOf(assignments);
        }
    }

    /**
     * A running workload is stopped so that another can start. Its devices stay held until its end
     * is reported with {@link Placer#release}; from then on they belong to the beneficiary, whose
     * own start is a later decision.
     *
     * @param reason for the victim's owner
     */
    record Evict(WorkloadId victim, WorkloadId beneficiary, String reason) implements Decision {}
}
