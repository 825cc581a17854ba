package dev.clawgateway.core.workload;

import java.util.List;

/**
 * Keeps the picked workloads evenly over the values of a node label.
 *
 * @param workloads rules that pick the workloads counted, this one included
 * @param topologyKey node label whose values are the places
 * @param maxSkew most by which the fullest place may exceed the emptiest, at least 1
 */
public record SpreadRule(List<LabelRule> workloads, String topologyKey, int maxSkew) {
    public SpreadRule {
        workloads = List.copyOf(workloads);
        if (maxSkew < 1) {
            throw new IllegalArgumentException("scheduling.spread: max_skew must be at least 1");
        }
    }
}
