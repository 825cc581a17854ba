package dev.clawgateway.core.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What users see of the cluster's history.
 *
 * @param sequence gapless and growing from 1 (invariant I8)
 * @param subject id of the node or workload it is about
 * @param detail in words; null when the kind says it all
 */
public record Event(long sequence, Instant at, Kind kind, String subject, @Nullable String detail) {
    /** What happened. */
    public enum Kind {
        NODE_REGISTERED,
        NODE_DISCONNECTED,
        NODE_DEGRADED,
        NODE_HEALTHY,
        NODE_LOST,
        NODE_AVOIDED,
        NODE_DRAINING,
        NODE_UNDRAINED,
        NODE_CORDONED,
        NODE_UNCORDONED,
        NODE_FORGOTTEN,
        WORKLOAD_SUBMITTED,
        WORKLOAD_ASSIGNED,
        WORKLOAD_STATE,
        WORKLOAD_EVICTED,
        WORKLOAD_FORGOTTEN,
        SERVING_CHANGED,
        DISCOVERY_JOINED,
        DISCOVERY_UPDATED,
        DISCOVERY_REMOVED,
        DISCOVERY_LEADER,
        DISCOVERY_BOOTSTRAP_GIVEN,
        DISCOVERY_RESET
    }
}
