package dev.clawgateway.control.operations.access;

import dev.clawgateway.core.device.PairedRole;

/**
 * A token that was made for a device just now; shown once.
 *
 * @param device hash of its key
 * @param role as it is kept with it
 * @param token a secret from here on
 */
public record HandedToken(String device, PairedRole role, String token) {
    @Override
    public String toString() {
        return "HandedToken[" + device + ", " + role.role() + "]"; // the token is a secret
    }
}
