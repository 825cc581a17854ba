package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.operations.NodeSessionOperations;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What sessions of nodes pass things on to.
 *
 * @param expected attempts that a node holds, for all that is known
 * @param ids of invocations
 */
public record AgentServices(
        NodeSessionOperations operations,
        Links links,
        PendingInvocations invocations,
        Telemetry telemetry,
        WorkloadLogs logs,
        OutputTails tails,
        Function<NodeId, List<AttemptName>> expected,
        AgentPace pace,
        TrafficCounters traffic,
        Supplier<UUID> ids,
        Time time) {}
