package dev.clawgateway.control.pairing;

import dev.clawgateway.core.device.PairedDevice;
import org.jspecify.annotations.Nullable;

/** Told what becomes of devices. On any thread; hands over and returns. */
public interface PairingListener {
    /** Somebody has to decide on it. */
    void requested(PendingPairing request);

    /**
     * Nobody has to any more.
     *
     * @param successor id of the request that took its place; null where it was decided on
     */
    void resolved(PendingPairing request, boolean approved, @Nullable String successor);

    /** It is not approved any more, for anything. */
    void removed(String device);

    /** Its token of that role is another now, or is taken back. */
    void tokenChanged(PairedDevice device, String role, boolean revoked);
}
