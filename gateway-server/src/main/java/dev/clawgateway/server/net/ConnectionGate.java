package dev.clawgateway.server.net;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts connections and says which are too many. A connection is a stranger until it has said who
 * it is. Safe from any event loop.
 */
final class ConnectionGate {
    /** A connection that has not said who it is. */
    record Stranger(InetAddress address, Channel channel) {}

    private final NetSettings.Connections limits;
    private final IntSupplier nodes;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger sessions = new AtomicInteger();
    private final Map<InetAddress, Set<Stranger>> strangers = new ConcurrentHashMap<>();

    /**
     * A gate with these limits.
     *
     * @param nodes registered nodes with a session now; they have a bound of their own
     */
    ConnectionGate(NetSettings.Connections limits, IntSupplier nodes) {
        this.limits = limits;
        this.nodes = nodes;
    }

    /** A connection was accepted; false when it must be dropped. Balanced by {@link #left}. */
    boolean entered() {
        return connections.incrementAndGet() - nodes.getAsInt()
                <= limits.maxSessions() + limits.maxOthers();
    }

    void left() {
        connections.decrementAndGet();
    }

    /**
     * Enters a stranger. Where its address has too many, the one that has been silent longest has
     * to make room, so that whoever speaks up gets in even beside a crowd that never does.
     *
     * @return the one to close; null when there is room
     */
    @Nullable Stranger admit(Stranger stranger) {
        AtomicReference<@Nullable Stranger> silent = new AtomicReference<>();
        strangers.compute(
                stranger.address(),
                (_, known) -> {
                    Set<Stranger> all = known == null ? new LinkedHashSet<>() : known;
                    all.add(stranger);
                    if (all.size() > limits.maxStrangersPerAddress()) {
                        Stranger oldest = all.iterator().next();
                        all.remove(oldest);
                        silent.set(oldest);
                    }
                    return all;
                });
        return silent.get();
    }

    /** It has said who it is, or has left. */
    void forgetStranger(Stranger stranger) {
        strangers.computeIfPresent(
                stranger.address(),
                (_, known) -> known.remove(stranger) && known.isEmpty() ? null : known);
    }

    /** Room for one more session; balanced by {@link #sessionEnded}. */
    boolean admitSession() {
        if (sessions.incrementAndGet() - nodes.getAsInt() <= limits.maxSessions()) {
            return true;
        }
        sessions.decrementAndGet();
        return false;
    }

    void sessionEnded() {
        sessions.decrementAndGet();
    }
}
