package dev.clawgateway.core.workload;

import java.util.List;

/** Where a workload wants to be in relation to others. */
public record NeighbourRequirements(
        List<NeighbourRule> near, List<NeighbourRule> apart, List<SpreadRule> spread) {
    public static final NeighbourRequirements NONE =
            new NeighbourRequirements(List.of(), List.of(), List.of());

    public NeighbourRequirements {
        near = List.copyOf(near);
        apart = List.copyOf(apart);
        spread = List.copyOf(spread);
    }
}
