package dev.clawgateway.server.net;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts connections and says which are too many. A connection is a stranger until it has said who
 * it is. Safe from any event loop.
 */
final class ConnectionGate {
    private final NetSettings.Connections limits;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger sessions = new AtomicInteger();
    private final Map<InetAddress, Integer> strangers = new ConcurrentHashMap<>();

    ConnectionGate(NetSettings.Connections limits) {
        this.limits = limits;
    }

    /** A connection was accepted; false when it must be dropped. Balanced by {@link #left}. */
    boolean entered() {
        return connections.incrementAndGet() <= limits.maxSessions() + limits.maxOthers();
    }

    void left() {
        connections.decrementAndGet();
    }

    /** One more stranger of an address; false when those are too many and it does not count. */
    boolean admitStranger(InetAddress address) {
        if (strangers.merge(address, 1, Integer::sum) <= limits.maxStrangersPerAddress()) {
            return true;
        }
        forgetStranger(address);
        return false;
    }

    void forgetStranger(InetAddress address) {
        strangers.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
    }

    /** Room for one more session; balanced by {@link #sessionEnded}. */
    boolean admitSession() {
        if (sessions.incrementAndGet() <= limits.maxSessions()) {
            return true;
        }
        sessions.decrementAndGet();
        return false;
    }

    void sessionEnded() {
        sessions.decrementAndGet();
    }
}
