package dev.clawgateway.core.cluster;

import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.List;
import java.util.Map;

/**
 * Counts over the whole fleet. GPU counts are of known nodes, connected or not, as the claw
 * protocol's status has them.
 *
 * @param healthyNodes connected, heard in time and not in drain; cordoned or not
 * @param activeWorkloads workloads that are not final
 * @param gatedWorkloads pending ones with a gate that is not cleared
 * @param strange what the gateway had not expected of its nodes
 * @param drains how far the drains of nodes are
 * @param workloadsByState every state is present
 * @param gpusByModel sorted by model
 */
public record FleetTotals(
        int nodes,
        int connectedNodes,
        int healthyNodes,
        int drainingNodes,
        int cordonedNodes,
        int gpus,
        long gpuMemoryMib,
        int activeWorkloads,
        int gatedWorkloads,
        Strange strange,
        Drains drains,
        Map<WorkloadState, Integer> workloadsByState,
        Map<String, ModelTotals> gpusByModel) {
    /** Of a fleet with nothing strange about it, and no drain. */
    public FleetTotals(
            int nodes,
            int connectedNodes,
            int healthyNodes,
            int drainingNodes,
            int cordonedNodes,
            int gpus,
            long gpuMemoryMib,
            int activeWorkloads,
            int gatedWorkloads,
            Map<WorkloadState, Integer> workloadsByState,
            Map<String, ModelTotals> gpusByModel) {
        this(
                nodes,
                connectedNodes,
                healthyNodes,
                drainingNodes,
                cordonedNodes,
                gpus,
                gpuMemoryMib,
                activeWorkloads,
                gatedWorkloads,
                Strange.NOTHING,
                Drains.NONE,
                workloadsByState,
                gpusByModel);
    }

    /**
     * Work and nodes that are not this gateway's.
     *
     * @param adoptedWorkloads that run, and that this gateway did not start
     * @param heldAttempts that nodes run, and of which no workload was made
     * @param otherFleets that nodes knew, sorted
     * @param holdingDifferences of what the engine holds from what is known to be held
     */
    public record Strange(
            int adoptedWorkloads,
            int heldAttempts,
            List<String> otherFleets,
            int holdingDifferences) {
        public static final Strange NOTHING = new Strange(0, 0, List.of(), 0);
    }

    /**
     * How far the drains of nodes are.
     *
     * @param nodes in drain, by how far it is; every phase is present
     * @param evictions workloads that were moved since their time was over, since this gateway
     *     leads
     */
    public record Drains(Map<Drain.Phase, Integer> nodes, long evictions) {
        public static final Drains NONE =
                new Drains(
                        Map.of(
                                Drain.Phase.DRAINING, 0,
                                Drain.Phase.EVICTING, 0,
                                Drain.Phase.UNREACHABLE, 0,
                                Drain.Phase.DRAINED, 0),
                        0);
    }

    /**
     * GPUs of one model.
     *
     * @param capacity devices
     * @param allocatedMillis thousandths of devices held
     */
    public record ModelTotals(int capacity, long allocatedMillis) {}
}
