package dev.clawgateway.control.operations.access;

import dev.clawgateway.control.pairing.PairingCause;
import dev.clawgateway.control.pairing.PendingPairing;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import org.jspecify.annotations.Nullable;

/** What becomes of a device that comes in. */
public sealed interface DeviceDecision {
    /**
     * It may be what it asks for.
     *
     * @param role within which bounds
     * @param token that it is given to come again by; null for none
     */
    record Admitted(PairedRole role, @Nullable HandedToken token) implements DeviceDecision {}

    /**
     * Somebody has to look at it first.
     *
     * @param device as it is approved by now; null for nothing
     */
    record Waits(PendingPairing request, PairingCause cause, @Nullable PairedDevice device)
            implements DeviceDecision {}

    /** Nobody can say now, or it asks for what no device can be. */
    record Unable(ErrorCode code, String why) implements DeviceDecision {}
}
