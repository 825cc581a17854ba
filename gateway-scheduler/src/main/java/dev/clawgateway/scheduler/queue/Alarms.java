package dev.clawgateway.scheduler.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lanes that are looked at again at some time though nothing happened, the earliest first. */
final class Alarms {
    private final TreeSet<Lane> lanes =
            new TreeSet<>(
                    Comparator.comparing((Lane lane) -> Objects.requireNonNull(lane.wakeAt))
                            .thenComparingLong(lane -> lane.number));

    /** Enters a lane if it has such a time; that may not change until {@link #cancel}. */
    void set(Lane lane) {
        if (lane.wakeAt != null) {
            lanes.add(lane);
        }
    }

    void cancel(Lane lane) {
        if (lane.wakeAt != null) {
            lanes.remove(lane);
        }
    }

    /** A lane whose time has come; null for none. */
    @Nullable Lane due(Instant now) {
        Lane first = lanes.isEmpty() ? null : lanes.first();
        return first != null && first.wakeAt != null && !first.wakeAt.isAfter(now) ? first : null;
    }
}
