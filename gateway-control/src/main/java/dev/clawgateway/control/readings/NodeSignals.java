package dev.clawgateway.control.readings;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest signals of one node. Written by its session, one volatile write each; read by all. */
public final class NodeSignals {
    private volatile @Nullable Instant lastHeartbeat;
    private volatile List<GpuReading> readings = List.of();

    /** By the gateway's clock. */
    public void heartbeat(Instant now) {
        lastHeartbeat = now;
    }

    /** Replaces the earlier readings. */
    public void measured(List<GpuReading> latest) {
        readings = List.copyOf(latest);
    }

    /** Null when none came since the gateway started. */
    public @Nullable Instant lastHeartbeat() {
        return lastHeartbeat;
    }

    /** One per GPU the node reported on; empty when it never did. */
    public List<GpuReading> readings() {
        return readings;
    }
}
