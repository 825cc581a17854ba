package dev.clawgateway.scheduler.queue.explain;

import dev.clawgateway.core.placement.HoldUp;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.WaitingCounts;
import java.util.EnumMap;
import java.util.Map;

/** Workloads counted so far. */
final class Tally {
    private final Map<HoldUp, Integer> heldUp = new EnumMap<>(HoldUp.class);
    private final Map<RefusalReason, Integer> refused = new EnumMap<>(RefusalReason.class);

    void add(HoldUp by, int workloads) {
        if (workloads > 0) {
            heldUp.merge(by, workloads, Integer::sum);
        }
    }

    void add(RefusalReason by, int workloads) {
        if (workloads > 0) {
            refused.merge(by, workloads, Integer::sum);
        }
    }

    WaitingCounts counts() {
        return new WaitingCounts(heldUp, refused);
    }
}
