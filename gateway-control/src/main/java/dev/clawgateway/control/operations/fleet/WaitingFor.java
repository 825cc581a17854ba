package dev.clawgateway.control.operations.fleet;

import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.placement.HoldUp;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.WaitingCounts;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many workloads wait for what: the engine's counts, with those of the workloads that are in no
 * queue.
 */
public record WaitingFor(WaitingCounts queued, int gated, int notQueued) {
    public static final WaitingFor NOTHING = new WaitingFor(WaitingCounts.NONE, 0, 0);

    /** What was submitted or started between the two is in one of them only. */
    public static WaitingFor of(FleetTotals totals, WaitingCounts queued) {
        int waiting = totals.workloadsByState().getOrDefault(WorkloadState.PENDING, 0);
        int gated = totals.gatedWorkloads();
        return new WaitingFor(queued, gated, Math.max(0, waiting - gated - queued.total()));
    }

    public int of(HoldUp reason) {
        return switch (reason) {
            case GATE -> gated;
            case NOT_QUEUED -> notQueued;
            default -> queued.heldUp().getOrDefault(reason, 0);
        };
    }

    public int of(RefusalReason reason) {
        return queued.refused().getOrDefault(reason, 0);
    }

    /** By what it is, in small letters; those with none left out. */
    public Map<String, Integer> byWord() {
        Map<String, Integer> words = new TreeMap<>();
        for (HoldUp reason : HoldUp.values()) {
            words.put(word(reason), of(reason));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            words.put(word(reason), of(reason));
        }
        words.values().removeIf(count -> count == 0);
        return words;
    }

    /** As metrics and answers name it. */
    public static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
