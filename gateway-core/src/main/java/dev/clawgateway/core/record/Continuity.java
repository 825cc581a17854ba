package dev.clawgateway.core.record;

import dev.clawgateway.core.FleetId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what a gateway finds its way back after it was away.
 *
 * @param fleet null before it was named
 * @param ends oldest first
 */
public record Continuity(@Nullable FleetId fleet, List<EndMark> ends, ClockRecord clock) {
    public static final Continuity NONE = new Continuity(null, List.of(), ClockRecord.NONE);

    public Continuity {
        ends = List.copyOf(ends);
    }
}
