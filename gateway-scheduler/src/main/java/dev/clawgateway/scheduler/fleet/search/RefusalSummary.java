package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.core.placement.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a shape fits nowhere, or how many nodes it fits on.
 *
 * @param refusals nodes by the first check they fail, most nodes first
 * @param fitting nodes that could take it now; with the refusals they sum to {@code nodes}
 * @param nodes nodes known
 * @param everHere whether some node could hold it when empty, in service, and with the labels,
 *     conditions and taints that suit
 * @param nearestMiss the node that came closest, in words; null when none came close
 */
public record RefusalSummary(
        List<Refusal> refusals,
        int fitting,
        int nodes,
        boolean everHere,
        @Nullable String nearestMiss) {
    public RefusalSummary {
        refusals = List.copyOf(refusals);
    }
}
