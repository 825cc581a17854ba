package dev.clawgateway.server.dialect.openclaw.broadcast;

import dev.clawgateway.protocol.openclaw.StateVersion;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how often who is there has changed, and how the gateway is. Safe from any thread. */
public final class StateVersions {
    private final AtomicLong presence = new AtomicLong();
    private final AtomicLong health = new AtomicLong();

    public void presenceChanged() {
        presence.incrementAndGet();
    }

    public void healthChanged() {
        health.incrementAndGet();
    }

    public StateVersion now() {
        return new StateVersion(presence.get(), health.get());
    }
}
