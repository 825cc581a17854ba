package dev.clawgateway.control.operations.membership;

import java.time.Instant;
import java.util.List;

/**
 * How all do.
 *
 * @param coordinatorHealthy whether the gateway can do its job
 */
public record HealthReport(
        boolean coordinatorHealthy, Instant at, String ownId, List<MemberHealth> members) {}
