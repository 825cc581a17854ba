package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.operations.NodeSessionOperations;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.server.dialect.claw.mesh.MeshNetwork;
import dev.clawgateway.server.dialect.claw.session.ClawSettings;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What node sessions pass things on to.
 *
 * @param current what the dialect is told, as it is now
 * @param fleet which fleet this is, for nodes that ask; null before it is known
 */
public record NodeServices(
        Supplier<ClawSettings> current,
        Authenticator authenticator,
        NodeSessionOperations operations,
        Telemetry telemetry,
        WorkloadLogs logs,
        Links links,
        PendingInvocations invocations,
        MeshNetwork mesh,
        RegistrationDamping damping,
        Paces paces,
        TrafficCounters traffic,
        Supplier<@Nullable String> fleet,
        Time time) {
    /** As they are now. */
    public ClawSettings settings() {
        return current.get();
    }
}
