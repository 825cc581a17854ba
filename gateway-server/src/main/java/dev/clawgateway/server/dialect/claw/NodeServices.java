package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.control.CommandInbox;
import dev.clawgateway.server.dialect.claw.mesh.MeshNetwork;
import dev.clawgateway.server.logs.WorkloadLogs;
import dev.clawgateway.server.net.SessionRegistry;
import dev.clawgateway.server.net.TrafficCounters;
import dev.clawgateway.server.telemetry.Telemetry;

/** What node sessions pass things on to. */
record NodeServices(
        ClawSettings settings,
        CommandInbox inbox,
        SessionRegistry sessions,
        Telemetry telemetry,
        WorkloadLogs logs,
        InvokeBridge invokes,
        MeshNetwork mesh,
        RegistrationDamping damping,
        TrafficCounters traffic,
        Time time) {}
