package dev.clawgateway.embedded;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Availability;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node as it was at one moment.
 *
 * @param capacity all that it has, free or not
 * @param freeGpuMillis thousandths of GPUs that could be given out now
 * @param labels what it reported, overridden by what operators set
 * @param availability whether it takes new work, and if not, the first reason
 * @param why it is cordoned or avoided, in words; null where there is nothing to say
 * @param registeredAt when its latest session registered
 * @param lastHeartbeat by the gateway's clock; null when none came since the gateway started
 * @param workloads that hold something there
 * @param readings the last of each GPU; empty where there are none
 */
public record NodeSummary(
        NodeId id,
        String name,
        NodeCapacity capacity,
        long freeGpuMillis,
        Map<String, String> labels,
        Status status,
        Availability availability,
        @Nullable String why,
        Instant registeredAt,
        @Nullable Instant lastHeartbeat,
        List<WorkloadId> workloads,
        List<Reading> readings) {
    public NodeSummary {
        labels = Map.copyOf(labels);
        workloads = List.copyOf(workloads);
        readings = List.copyOf(readings);
    }

    /** How it stands. */
    public enum Status {
        HEALTHY,
        /** Silent too long, with its session open. */
        DEGRADED,
        /** Gets no new work, and is to be empty. */
        DRAINING,
        /** Without a session; then nothing else matters. */
        DISCONNECTED
    }

    /**
     * What was last measured on one GPU.
     *
     * @param powerWatts null where the device does not say
     */
    public record Reading(
            int gpu,
            int utilizationPercent,
            long memoryUsedMib,
            long memoryTotalMib,
            long temperatureCelsius,
            @Nullable Float powerWatts) {}
}
