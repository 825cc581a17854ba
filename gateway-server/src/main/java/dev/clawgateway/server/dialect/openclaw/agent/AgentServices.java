package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.operations.NodeSessionOperations;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.TrafficCounters;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What sessions of nodes pass things on to.
 *
 * @param ids of invocations
 */
public record AgentServices(
        NodeSessionOperations operations,
        Links links,
        PendingInvocations invocations,
        Telemetry telemetry,
        WorkloadLogs logs,
        OutputTails tails,
        AgentPace pace,
        TrafficCounters traffic,
        Supplier<UUID> ids,
        Time time) {}
