package dev.clawgateway.control.pairing;

import dev.clawgateway.core.device.PairedDevice;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Passes on what becomes of devices to whoever wants to know. Safe from any thread. */
public final class PairingFeed implements PairingListener {
    private final List<PairingListener> listeners = new CopyOnWriteArrayList<>();

    /** It is told of everything from now on. */
    public void add(PairingListener listener) {
        listeners.add(listener);
    }

    @Override
    public void requested(PendingPairing request) {
        listeners.forEach(listener -> listener.requested(request));
    }

    @Override
    public void resolved(PendingPairing request, boolean approved, @Nullable String successor) {
        listeners.forEach(listener -> listener.resolved(request, approved, successor));
    }

    @Override
    public void removed(String device) {
        listeners.forEach(listener -> listener.removed(device));
    }

    @Override
    public void tokenChanged(PairedDevice device, String role, boolean revoked) {
        listeners.forEach(listener -> listener.tokenChanged(device, role, revoked));
    }
}
