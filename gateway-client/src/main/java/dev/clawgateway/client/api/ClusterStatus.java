package dev.clawgateway.client.api;

import java.time.Duration;

/**
 * The cluster in numbers.
 *
 * @param activeWorkloads those not in a final state
 * @param gpuMemoryMib over all GPUs of all listed nodes
 * @param serving false in maintenance: nothing new is placed
 */
public record ClusterStatus(
        long nodes,
        long healthyNodes,
        long gpus,
        long activeWorkloads,
        long gpuMemoryMib,
        String gatewayVersion,
        Duration uptime,
        boolean serving)
        implements GatewayAnswer {}
