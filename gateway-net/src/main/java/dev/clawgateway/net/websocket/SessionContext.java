package dev.clawgateway.net.websocket;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.ConnectionGate;
import dev.clawgateway.net.gate.TrafficCounters;
import java.util.List;

/**
 * What every session of one transport shares.
 *
 * @param dialects asked in this order; the first one also speaks to strangers
 */
public record SessionContext(
        List<Dialect> dialects,
        Sessions sessions,
        ConnectionGate gate,
        PendingBytes pending,
        TrafficCounters traffic,
        SessionLimits limits,
        Time time) {}
