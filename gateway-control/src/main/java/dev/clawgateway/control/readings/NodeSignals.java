package dev.clawgateway.control.readings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest signals of one node, and what its devices measured of late. Written by its session,
 * without a lock; read by all.
 */
public final class NodeSignals {
    private final NodeHistory history;
    private volatile @Nullable Instant lastHeartbeat;
    private volatile @Nullable String agentVersion;
    private volatile Measurement latest = Measurement.NONE;

    /**
     * What was measured together.
     *
     * @param at by the gateway's clock; null before anything was
     */
    private record Measurement(@Nullable Instant at, List<GpuReading> readings) {
        static final Measurement NONE = new Measurement(null, List.of());
    }

    NodeSignals(HistorySpace space) {
        history = new NodeHistory(space);
    }

    /** By the gateway's clock. */
    public void heartbeat(Instant now) {
        lastHeartbeat = now;
    }

    /** Its agent says which one it is; null where it does not. */
    public void runsAgent(@Nullable String version) {
        agentVersion = version;
    }

    /** Null where the agent did not say. */
    public @Nullable String agentVersion() {
        return agentVersion;
    }

    /**
     * Replaces the earlier readings, of which a history is kept.
     *
     * @param now by the gateway's clock
     */
    public void measured(List<GpuReading> readings, Instant now) {
        latest = new Measurement(now, List.copyOf(readings));
        history.add(readings, now);
    }

    /** Null when none came since the gateway started. */
    public @Nullable Instant lastHeartbeat() {
        return lastHeartbeat;
    }

    /** One per GPU the node reported on; empty when it never did. */
    public List<GpuReading> readings() {
        return latest.readings();
    }

    /** The one of that device; null when the node never reported on it. */
    public @Nullable GpuReading reading(int gpuIndex) {
        for (GpuReading reading : latest.readings()) {
            if (reading.index() == gpuIndex) {
                return reading;
            }
        }
        return null;
    }

    /** When those came; null when none did. */
    public @Nullable Instant measuredAt() {
        return latest.at();
    }

    /** What its devices measured, as far back as is kept. */
    public History history(Instant now) {
        return history.until(now);
    }

    /**
     * Whether a device was hardly used for so long: there are readings of at least four fifths of
     * that time, and no step's mean is as much. False where nothing, or less time, is kept of it.
     */
    public boolean idle(int gpuIndex, Instant now, Duration span, int belowPercent) {
        return history.idle(gpuIndex, now, span.toSeconds(), belowPercent);
    }

    void expire(Instant now) {
        history.expire(now);
    }

    void forget() {
        history.forget();
    }
}
