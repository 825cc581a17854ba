package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** The same, but so many of those that fit refuse it as well. */
    RefusalSummary refusing(RefusalReason reason, int more, @Nullable String nearest) {
        List<Refusal> counts = new ArrayList<>();
        int sum = more;
        for (Refusal refusal : refusals) {
            if (refusal.reason() == reason) {
                sum += refusal.nodes();
            } else {
                counts.add(refusal);
            }
        }
        counts.add(new Refusal(reason, sum));
        counts.sort(
                Comparator.comparingInt((Refusal refusal) -> -refusal.nodes())
                        .thenComparing(Refusal::reason));
        return new RefusalSummary(counts, fitting - more, nodes, everHere, nearest);
    }
}
