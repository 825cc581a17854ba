package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.operations.MaintenanceOperations;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.time.Duration;

/** What operators order and ask about maintenance windows. */
final class MaintenanceRequests {
    /** Longer is refused anyway, and a length of time has an end. */
    private static final long MOST_SECONDS = Integer.MAX_VALUE;

    private final MaintenanceOperations maintenance;

    MaintenanceRequests(MaintenanceOperations maintenance) {
        this.maintenance = maintenance;
    }

    void list(PendingReply reply) {
        maintenance.list(reply.caller(), reply.found(CliReply.MaintenanceWindows::new));
    }

    void set(CliRequest.SetMaintenance request, PendingReply reply) {
        maintenance.set(
                reply.caller(),
                new Command.SetMaintenance(
                        request.name(),
                        request.nodes(),
                        request.selector(),
                        request.from(),
                        request.until(),
                        Duration.ofSeconds(Math.clamp(request.leadSecs(), 0, MOST_SECONDS)),
                        request.reason()),
                reply.told(_ -> new CliReply.MaintenanceSet(request.name())));
    }

    void remove(CliRequest.RemoveMaintenance request, PendingReply reply) {
        maintenance.remove(
                reply.caller(),
                request.name(),
                reply.told(_ -> new CliReply.MaintenanceRemoved(request.name())));
    }
}
