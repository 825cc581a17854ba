package dev.clawgateway.scheduler.reference;

import java.time.Instant;
import java.util.Comparator;

/**
 * What it costs to stop some workloads, in the order of the documentation.
 *
 * @param victims how many; a gang is one
 * @param highest the priority of the most important
 * @param gpuMillis what stops of the fleet, in thousandths of GPUs
 * @param oldest when the one that has run longest started
 */
public record StopCost(int victims, int highest, long gpuMillis, Instant oldest) {
    /** The fewest, then the least important, then the least of the fleet, then the youngest. */
    static final Comparator<StopCost> CHEAPEST_FIRST =
            Comparator.comparingInt(StopCost::victims)
                    .thenComparingInt(StopCost::highest)
                    .thenComparingLong(StopCost::gpuMillis)
                    .thenComparing(StopCost::oldest, Comparator.reverseOrder());
}
