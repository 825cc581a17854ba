package dev.clawgateway.core.placement;

import java.util.Map;

/**
 * How many workloads wait for what; each is counted once, and a gang by its members.
 *
 * @param heldUp by what holds them up
 * @param refused the others, by the {@link Refusal} of most nodes among those that waiting may
 *     change
 */
public record WaitingCounts(Map<HoldUp, Integer> heldUp, Map<RefusalReason, Integer> refused) {
    public static final WaitingCounts NONE = new WaitingCounts(Map.of(), Map.of());

    public WaitingCounts {
        heldUp = Map.copyOf(heldUp);
        refused = Map.copyOf(refused);
    }

    /** All that are counted. */
    public int total() {
        return sum(heldUp) + sum(refused);
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
