package dev.clawgateway.net;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.AcceptPause;
import dev.clawgateway.net.gate.ConnectionGate;
import dev.clawgateway.net.gate.MemoryBudget;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.http.wire.HttpEntry;
import dev.clawgateway.net.websocket.SessionContext;
import dev.clawgateway.net.websocket.SessionLimits;
import dev.clawgateway.net.websocket.Sessions;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What serves every connection of a gateway. Started and stopped by the wiring, once. */
public final class Transport {
    /** How long who has asked may wait for the answer once the gateway stops. */
    private static final Duration ANSWERS = Duration.ofSeconds(2);

    private volatile NetSettings settings;
    private final Listeners listeners;
    private final List<Entrance> entrances;
    private final Map<String, Listening> listening = new LinkedHashMap<>();
    private final List<ConnectionSetup> setups = new CopyOnWriteArrayList<>();
    private final SessionContext shared;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    /**
     * A transport that does not listen yet.
     *
     * @param settings of all entrances, each of which has an address of its own
     */
    public Transport(
            NetSettings settings,
            Listeners listeners,
            List<Entrance> entrances,
            Sessions sessions,
            TrafficCounters traffic,
            Paces paces,
            Time time) {
        this.settings = settings;
        this.listeners = listeners;
        this.entrances = List.copyOf(entrances);
        ConnectionGate gate = new ConnectionGate(settings.connections(), paces, traffic);
        MemoryBudget pending =
                new MemoryBudget(settings.outbound().maxTotalBytes(), traffic.pendingCounter());
        this.shared =
                new SessionContext(List.of(), sessions, gate, pending, traffic, this::limits, time);
    }

    private SessionLimits limits() {
        NetSettings now = settings;
        return new SessionLimits(now.connections(), now.messages(), now.outbound());
    }

    /**
     * Takes other limits, also of sessions that are open, and other rules for requests. Addresses,
     * event loops, and what sockets are told when they open stay as they were. Nobody is closed who
     * came within the bounds of before. From any thread, but one at a time.
     */
    public void apply(NetSettings next) {
        settings = next;
        shared.gate().apply(next.connections());
        shared.pending().bound(next.outbound().maxTotalBytes());
        setups.forEach(setup -> setup.apply(next));
    }

    /**
     * Listens at every entrance.
     *
     * @return the addresses in use, by the names of the entrances and in their order, each with the
     *     port the system has picked if asked to
     * @throws EntranceException when an address cannot be had; the message names it. Those before
     *     it are listened at until this is stopped
     */
    public Map<String, SocketAddress> start() throws EntranceException {
        Map<String, SocketAddress> addresses = new LinkedHashMap<>();
        for (Entrance entrance : entrances) {
            ConnectionSetup setup =
                    new ConnectionSetup(
                            settings,
                            entrance,
                            shared.speaking(entrance.dialects()),
                            listeners.tls(entrance.name()),
                            open);
            setups.add(setup);
            setup.apply(settings); // which may have changed since
            Listening started = listen(entrance, setup);
            listening.put(entrance.name(), started);
            addresses.put(entrance.name(), started.address());
        }
        return addresses;
    }

    private Listening listen(Entrance entrance, ConnectionSetup setup) throws EntranceException {
        try {
            return listeners.listen(
                    entrance,
                    settings,
                    new AcceptPause(shared.gate(), shared.traffic(), shared.time()),
                    setup);
        } catch (IOException failure) {
            throw new EntranceException(entrance.name(), failure);
        }
    }

    /** Lets everything go on for so long; not to be called by an event loop. */
    public void pass(Duration time) {
        listening.values().stream().findFirst().ifPresent(any -> any.pass(time));
    }

    /**
     * Stops: accepts nothing more, answers who has asked, ends all sessions in slices (1012, a
     * browser's with 1001), sends what waits, closes. Returns after {@code bound} at the latest.
     * Not to be called by an event loop.
     */
    public void stop(Duration bound) {
        if (listening.isEmpty()) {
            return;
        }
        long deadline = shared.time().nanos() + bound.toNanos();
        listening.values().forEach(Listening::stopAccepting);
        open.forEach(HttpEntry::end);
        Farewell farewell = new Farewell(shared.sessions(), this::pass, shared.time());
        farewell.say(bound.dividedBy(3));
        await(least(ANSWERS, bound.dividedBy(3)), deadline);
        farewell.cutShort();
        await(settings.connections().waits().closeLinger().plusMillis(200), deadline);
        var _ = open.close();
        for (Listening one : listening.values()) {
            one.close(Duration.ofNanos(Math.max(0, deadline - shared.time().nanos())));
        }
    }

    /** All connections are in one group, so that any of the listeners can wait for all. */
    private void await(Duration most, long deadline) {
        Duration left = Duration.ofNanos(Math.max(0, deadline - shared.time().nanos()));
        listening.values().iterator().next().await(open, least(most, left));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
