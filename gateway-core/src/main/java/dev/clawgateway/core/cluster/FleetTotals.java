package dev.clawgateway.core.cluster;

import dev.clawgateway.core.workload.WorkloadState;
import java.util.Map;

/**
 * Counts over the whole fleet. GPU counts are of known nodes, connected or not, as the claw
 * protocol's status has them.
 *
 * @param healthyNodes connected, heard in time and not in drain; cordoned or not
 * @param activeWorkloads workloads that are not final
 * @param gatedWorkloads pending ones with a gate that is not cleared
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
        Map<WorkloadState, Integer> workloadsByState,
        Map<String, ModelTotals> gpusByModel) {
    /**
     * GPUs of one model.
     *
     * @param capacity devices
     * @param allocatedMillis thousandths of devices held
     */
    public record ModelTotals(int capacity, long allocatedMillis) {}
}
