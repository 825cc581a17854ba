package dev.clawgateway.core.placement;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.Allocation;
import java.util.List;

/** The engine's answer to one request. */
public sealed interface Placement {
    /** The devices are reserved from now on. */
    record Placed(List<Assignment> assignments) implements Placement {
        public Placed {
            assignments = List.copyOf(assignments);
        }
    }

    /** Nothing was reserved; the explanation says whether waiting helps. */
    record Unplaced(Explanation explanation) implements Placement {}

    /**
     * One member's devices.
     *
     * @param why the policy, the score and the best alternatives, in a line
     */
    record Assignment(WorkloadId workload, Allocation allocation, String why) {}
}
