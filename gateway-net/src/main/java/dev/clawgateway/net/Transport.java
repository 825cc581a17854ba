package dev.clawgateway.net;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.ConnectionGate;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.http.Router;
import dev.clawgateway.net.websocket.Dialect;
import dev.clawgateway.net.websocket.PendingBytes;
import dev.clawgateway.net.websocket.SessionContext;
import dev.clawgateway.net.websocket.SessionLimits;
import dev.clawgateway.net.websocket.Sessions;
import dev.clawgateway.net.websocket.frame.CloseCode;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What serves every connection of a listener. Started and stopped by the wiring, once. */
public final class Transport {
    private final NetSettings settings;
    private final Listeners listeners;
    private final SessionContext shared;
    private final Router router;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private @Nullable Listening listening;

    /**
     * A transport that does not listen yet.
     *
     * @param dialects asked in this order about a first message; the first also speaks to strangers
     */
    public Transport(
            NetSettings settings,
            Listeners listeners,
            List<Dialect> dialects,
            Router router,
            Sessions sessions,
            TrafficCounters traffic,
            Time time) {
        this.settings = settings;
        this.listeners = listeners;
        this.router = router;
        ConnectionGate gate = new ConnectionGate(settings.connections());
        PendingBytes pending =
                new PendingBytes(settings.outbound().maxTotalBytes(), traffic.pendingCounter());
        this.shared =
                new SessionContext(
                        List.copyOf(dialects),
                        sessions,
                        gate,
                        pending,
                        traffic,
                        new SessionLimits(
                                settings.connections(), settings.messages(), settings.outbound()),
                        time);
    }

    /**
     * Listens.
     *
     * @return the address in use, with the port the system has picked if asked to
     * @throws IOException when the address cannot be had; the message names it
     */
    public InetSocketAddress start() throws IOException {
        Listening started =
                listeners.listen(
                        settings,
                        new ConnectionSetup(settings, shared, router, listeners.tls(), open));
        listening = started;
        return started.address();
    }

    /** Accepts no new connection; those that are open stay. */
    public void stopAccepting() {
        if (listening != null) {
            listening.stopAccepting();
        }
    }

    /**
     * Stops: accepts nothing more, tells every session that the gateway goes away (1001), sends
     * what waits, closes. Returns after {@code bound} at the latest. Not to be called by an event
     * loop.
     */
    public void stop(Duration bound) {
        Listening started = listening;
        if (started == null) {
            return;
        }
        long deadline = shared.time().nanos() + bound.toNanos();
        started.stopAccepting();
        shared.sessions()
                .closeAll(CloseCode.GOING_AWAY, "the gateway is shutting down", "shutdown");
        Duration linger = settings.connections().closeLinger().plusMillis(200);
        started.await(open, linger.compareTo(bound) < 0 ? linger : bound);
        var _ = open.close();
        started.close(Duration.ofNanos(Math.max(0, deadline - shared.time().nanos())));
    }
}
