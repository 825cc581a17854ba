package dev.clawgateway.core.workload;

import java.util.List;

/**
 * A wish about where other workloads are.
 *
 * @param workloads rules that pick the other workloads by their labels; all must hold
 * @param topologyKey node label that defines "the same place"; {@code node} means the node itself
 */
public record NeighbourRule(List<LabelRule> workloads, String topologyKey) {
    /** The topology key that stands for the node itself. */
    public static final String NODE = "node";

    public NeighbourRule {
        workloads = List.copyOf(workloads);
    }
}
