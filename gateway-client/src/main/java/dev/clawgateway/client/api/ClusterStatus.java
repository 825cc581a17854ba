package dev.clawgateway.client.api;

import dev.clawgateway.core.record.MassAbsence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The cluster in numbers.
 *
 * @param activeWorkloads those not in a final state
 * @param gpuMemoryMib over all GPUs of all listed nodes
 * @param serving false in maintenance: nothing new is placed
 * @param massSilence null while not many nodes are silent together
 */
public record ClusterStatus(
        long nodes,
        long healthyNodes,
        long gpus,
        long activeWorkloads,
        long gpuMemoryMib,
        String gatewayVersion,
        Duration uptime,
        boolean serving,
        @Nullable MassAbsence massSilence)
        implements GatewayAnswer {}
