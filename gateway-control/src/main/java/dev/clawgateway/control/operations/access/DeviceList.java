package dev.clawgateway.control.operations.access;

import dev.clawgateway.control.pairing.PendingPairing;
import dev.clawgateway.core.device.PairedDevice;
import java.util.List;

/**
 * Devices that wait, and those that are approved.
 *
 * @param pending in the order in which they asked
 * @param paired by their ids
 */
public record DeviceList(List<PendingPairing> pending, List<PairedDevice> paired) {
    public DeviceList {
        pending = List.copyOf(pending);
        paired = List.copyOf(paired);
    }
}
