package dev.clawgateway.simulation.gateway;

import dev.clawgateway.server.DoorSetup;
import dev.clawgateway.server.audit.AuditLimits;
import dev.clawgateway.server.audit.AuditLog;
import dev.clawgateway.simulation.disk.SimulatedLines;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who gets into the gateway, and where it writes down what people do there.
 *
 * @param lines null where it writes down nothing
 */
public record Guard(DoorSetup doors, @Nullable SimulatedLines lines) {
    /** Everybody gets in, and nothing is written down. */
    public static final Guard NONE = new Guard(DoorSetup.OPEN, null);

    /** Files so small that one follows another. */
    private static final AuditLimits LIMITS = new AuditLimits(64 << 10, Duration.ofHours(1), 4);

    @Nullable AuditLog log(SimulatedProcess process) {
        return lines == null ? null : new AuditLog(lines.folder(), LIMITS, process.time());
    }

    void losePower() {
        if (lines != null) {
            lines.losePower();
        }
    }
}
