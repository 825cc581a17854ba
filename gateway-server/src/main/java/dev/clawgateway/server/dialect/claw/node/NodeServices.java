package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.operations.NodeSessionOperations;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.server.dialect.claw.mesh.MeshNetwork;
import dev.clawgateway.server.dialect.claw.session.ClawSettings;

/** What node sessions pass things on to. */
public record NodeServices(
        ClawSettings settings,
        Authenticator authenticator,
        NodeSessionOperations operations,
        Telemetry telemetry,
        WorkloadLogs logs,
        Links links,
        PendingInvocations invocations,
        MeshNetwork mesh,
        RegistrationDamping damping,
        TrafficCounters traffic,
        Time time) {}
