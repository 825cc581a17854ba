package dev.clawgateway.control.pairing;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When devices that are approved were here last, and used their tokens. In memory alone: a gateway
 * that starts anew has seen nobody. Whoever tells of one has looked whether it is approved, so
 * there are no more than of those. Safe from any thread; never blocks.
 */
public final class DeviceSightings {
    private record Use(String device, String role) {}

    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    private final Map<Use, Instant> used = new ConcurrentHashMap<>();

    /** It was here at that time. */
    public void seen(String device, Instant at) {
        seen.merge(device, at, DeviceSightings::later);
    }

    /** It came in by its token of that role at that time. */
    public void used(String device, String role, Instant at) {
        used.merge(new Use(device, role), at, DeviceSightings::later);
    }

    private static Instant later(Instant some, Instant other) {
        return some.isAfter(other) ? some : other;
    }

    /** It is approved no more. */
    public void forget(String device) {
        seen.remove(device);
        used.keySet().removeIf(use -> use.device().equals(device));
    }

    /** Null where it was not here in this life of the gateway. */
    public @Nullable Instant lastSeen(String device) {
        return seen.get(device);
    }

    /** Null where the token was not used in this life of the gateway. */
    public @Nullable Instant lastUsed(String device, String role) {
        return used.get(new Use(device, role));
    }
}
