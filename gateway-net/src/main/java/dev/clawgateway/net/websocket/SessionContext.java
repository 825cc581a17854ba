package dev.clawgateway.net.websocket;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.ConnectionGate;
import dev.clawgateway.net.gate.MemoryBudget;
import dev.clawgateway.net.gate.TrafficCounters;
import java.util.List;
import java.util.function.Supplier;

/**
 * What every session of one transport shares.
 *
 * @param dialects asked in this order; the first one also speaks to strangers. Without any, there
 *     are no sessions
 * @param bounds those in force
 */
public record SessionContext(
        List<Dialect> dialects,
        Sessions sessions,
        ConnectionGate gate,
        MemoryBudget pending,
        TrafficCounters traffic,
        Supplier<SessionLimits> bounds,
        Time time) {
    /** The same for those who come in where these dialects are spoken. */
    public SessionContext speaking(List<Dialect> others) {
        return new SessionContext(others, sessions, gate, pending, traffic, bounds, time);
    }

    /** All bounds on a session, as they are now. */
    public SessionLimits limits() {
        return bounds.get();
    }
}
