package dev.clawgateway.control.operations.fleet;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Room;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fleet at one moment, or nearly: what is published and what the engine says may be of two.
 *
 * @param nodes by whether they take new work; every word is present
 * @param models those with most devices first
 * @param missingMilli thousandths of devices that are held and that their nodes have no more
 * @param unhealthy devices that get no new work, held or not
 * @param cpuMillis thousandths of cores
 */
public record FleetReport(
        Instant at,
        Map<Availability, Integer> nodes,
        List<Model> models,
        Capacity gpus,
        Use use,
        long missingMilli,
        int unhealthy,
        Capacity cpuMillis,
        Capacity memoryMib,
        Work work) {
    /**
     * All devices of one model.
     *
     * @param gpus in thousandths of devices
     * @param unhealthy devices that get no new work, held or not
     * @param room null where the engine knows none of these devices yet
     */
    public record Model(
            String name, int devices, int unhealthy, Capacity gpus, Use use, @Nullable Room room) {}

    /**
     * Workloads.
     *
     * @param states every state is present
     * @param waitingFor what waits, by what it waits for: words of {@code HoldUp} and {@code
     *     RefusalReason} in small letters, those with none left out
     * @param oldest who has waited longest without a gate; null for nobody
     */
    public record Work(
            Map<WorkloadState, Integer> states,
            Map<String, Integer> waitingFor,
            @Nullable Oldest oldest) {
        static final Work NONE = new Work(Map.of(), Map.of(), null);

        public Work {
            states = Map.copyOf(states);
            waitingFor = Map.copyOf(waitingFor);
        }
    }

    /**
     * A workload that waits.
     *
     * @param workload null where the caller does not see it
     */
    public record Oldest(@Nullable WorkloadId workload, Instant since) {}

    FleetReport with(Work other) {
        return new FleetReport(
                at, nodes, models, gpus, use, missingMilli, unhealthy, cpuMillis, memoryMib, other);
    }

    public FleetReport {
        nodes = Map.copyOf(nodes);
        models = List.copyOf(models);
    }
}
