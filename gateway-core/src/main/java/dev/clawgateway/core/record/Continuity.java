package dev.clawgateway.core.record;

import dev.clawgateway.core.FleetId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what a gateway finds its way back after it was away.
 *
 * @param fleet null before it was named
 * @param lineage the reigns so far
 * @param ends oldest first
 * @param audit how far the audit log was safe
 */
public record Continuity(
        @Nullable FleetId fleet,
        Lineage lineage,
        List<EndMark> ends,
        ClockRecord clock,
        AuditMark audit) {
    public static final Continuity NONE =
            new Continuity(null, Lineage.NONE, List.of(), ClockRecord.NONE, AuditMark.NONE);

    public Continuity {
        ends = List.copyOf(ends);
    }
}
