package dev.clawgateway.core.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a maintenance window means to one node.
 *
 * @param closed whether the node takes no new work for it already
 */
public record NodeWindow(String name, Instant from, Instant until, boolean closed) {
    /** Null where there is none. */
    public static @Nullable NodeWindow of(@Nullable MaintenanceWindow window) {
        return window == null
                ? null
                : new NodeWindow(window.name(), window.from(), window.until(), window.closed());
    }
}
