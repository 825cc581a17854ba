package dev.clawgateway.net.websocket;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.ConnectionGate;
import dev.clawgateway.net.gate.TrafficCounters;
import java.util.List;

/**
 * What every session of one transport shares.
 *
 * @param dialects asked in this order; the first one also speaks to strangers. Without any, there
 *     are no sessions
 */
public record SessionContext(
        List<Dialect> dialects,
        Sessions sessions,
        ConnectionGate gate,
        PendingBytes pending,
        TrafficCounters traffic,
        SessionLimits limits,
        Time time) {
    /** The same for those who come in where these dialects are spoken. */
    public SessionContext speaking(List<Dialect> others) {
        return new SessionContext(others, sessions, gate, pending, traffic, limits, time);
    }
}
