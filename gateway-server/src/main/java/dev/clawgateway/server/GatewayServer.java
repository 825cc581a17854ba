package dev.clawgateway.server;

import dev.clawgateway.control.LoopSettings;
import dev.clawgateway.control.links.NodeConfiguration;
import dev.clawgateway.control.liveness.LivenessSweep;
import dev.clawgateway.control.operations.Operations;
import dev.clawgateway.control.operations.access.Pairing;
import dev.clawgateway.control.operations.follow.Followables;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.Transport;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.gate.TrafficLog;
import dev.clawgateway.net.websocket.Sessions;
import dev.clawgateway.scheduler.Schedulers;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.ListenAddress;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.dialect.claw.session.ClawSettings;
import dev.clawgateway.server.health.HealthMonitor;
import dev.clawgateway.server.health.HealthSource;
import dev.clawgateway.server.health.ListenerAccount;
import dev.clawgateway.server.http.Families;
import dev.clawgateway.server.http.SharedEndpoints;
import dev.clawgateway.server.logging.ProcessLog;
import dev.clawgateway.server.metrics.Meters;
import dev.clawgateway.server.reload.OrderedReload;
import dev.clawgateway.server.reload.Reload;
import dev.clawgateway.server.reload.ReloadSetup;
import dev.clawgateway.server.runtime.GatewayRuntime;
import dev.clawgateway.server.runtime.Inside;
import dev.clawgateway.server.service.Served;
import dev.clawgateway.server.stop.WorkloadDrain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The gateway in one process, from its parts: every {@code new}, in start order. What was stored is
 * loaded, then the control loop runs, and only then does anybody get in.
 */
public final class GatewayServer implements AutoCloseable {

    /** There is one gateway so far, so nobody asks which. */
    private static final String OWN_ID = "gateway";

    private static final Duration SWEEP_PAUSE = Duration.ofSeconds(1);
    private static final Duration HEALTH_PAUSE = Duration.ofSeconds(30);

    private volatile GatewaySettings settings;
    private final Parts parts;
    private final GatewayRuntime runtime;
    private final Meters meters;
    private final Sessions sessions = new Sessions(OWN_ID);
    private final TrafficCounters traffic = new TrafficCounters();
    private final Foundation base;
    private final Families families;
    private final SharedEndpoints shared;
    private final List<Guest> guests;
    private final Reception reception;
    private final LivenessSweep sweep;
    private final HealthSource health;
    private final HealthMonitor monitor;
    private final Transport transport;
    private volatile boolean stopping;
    private volatile Map<String, SocketAddress> addresses = Map.of();

    /** Starts deciding, but lets nobody in yet. */
    private GatewayServer(GatewaySettings settings, Parts parts, Runnable onFailure) {
        this.settings = settings;
        this.parts = parts;
        runtime = parts.runtime();
        meters = parts.instruments().meters();
        base = Foundation.lay(() -> this.settings, parts, traffic, () -> tellFailure(onFailure));
        health =
                new OwnHealth(
                        base.leadership(),
                        () -> stopping,
                        this::guests,
                        base.view()::massAbsence,
                        base.view()::totals,
                        this::ownWarnings);
        monitor =
                OwnHealth.watched(
                        health, sessions::size, parts.instruments().usage(), runtime.time());
        sweep =
                new LivenessSweep(
                        new SessionsHeard(sessions),
                        base.inbox(),
                        settings.claw().heartbeatInterval(),
                        settings.core().nodeTimeout(),
                        base.view()::workloadsOn,
                        runtime.time());
        base.begin(runtime.ids());
        // Guests look at what was stored as soon as they are there.
        try {
            families = Families.create(runtime.time());
            shared =
                    new SharedEndpoints(
                            base.view(),
                            health,
                            monitor,
                            runtime.time(),
                            new SharedEndpoints.About(
                                    settings.version(),
                                    sessions::size,
                                    this::listeners,
                                    () -> settings.needsNodes()));
            Guests.House house = house();
            reception =
                    new Reception(
                            house,
                            new Reception.Lines(
                                    base.links(),
                                    base.telemetry(),
                                    base.logs(),
                                    traffic,
                                    base.paces()),
                            () -> this.settings,
                            shared,
                            () -> OpenClawWing.phase(stopping, base.leadership()));
            guests = Guests.of(house, reception.operations(), () -> settings.guests());
            meters.watch(Guests.figures(house.pairing()));
            transport =
                    new Transport(
                            settings.net(),
                            parts.listeners(),
                            reception.entrances(guests),
                            sessions,
                            traffic,
                            base.paces(),
                            runtime.time());
        } catch (RuntimeException failure) {
            base.leadership().close(); // whoever opened the store closes it now
            base.audit().end();
            throw failure;
        }
        watch();
        runtime.repeat("control", SWEEP_PAUSE, () -> tellFailure(onFailure));
    }

    private List<String> ownWarnings() {
        List<String> warnings = new ArrayList<>(base.doors().warnings().get());
        warnings.addAll(settings.ways().warnings(settings.net()));
        warnings.addAll(base.audit().warnings());
        Reload reload = parts.reload();
        if (reload != null) {
            warnings.addAll(reload.record().warnings());
        }
        warnings.addAll(parts.notices().warnings().get());
        return warnings;
    }

    private List<ListenerAccount> listeners() {
        return settings.ways()
                .accounts(settings.net(), addresses, name -> parts.listeners().tls(name) != null);
    }

    private void tellFailure(Runnable onFailure) {
        if (stopping || base.leadership().healthy()) {
            return;
        }
        if (settings.endsWithStore() || !base.leadership().storeFailed()) {
            onFailure.run();
        }
    }

    /**
     * Starts the daemon's gateway, on this machine's disk, threads and sockets.
     *
     * @param onFailure called on a thread of the gateway, perhaps again, when it cannot go on and
     *     should be closed
     */
    public static GatewayServer start(
            GatewayConfig config, String version, Time time, Runnable onFailure)
            throws StartException {
        return RealParts.start(config, version, time, null, ProcessLog.NONE, onFailure);
    }

    /** The same, of a process that has its configuration read again. */
    public static GatewayServer start(
            ReloadSetup setup, ProcessLog log, String version, Time time, Runnable onFailure)
            throws StartException {
        GatewayConfig config = setup.loaded().config();
        return RealParts.start(config, version, time, setup.reload(time), log, onFailure);
    }

    /**
     * Starts a gateway of these parts; when this returns it listens. When it cannot, the parts are
     * closed.
     *
     * @param onFailure called by the runtime, perhaps again, when it cannot go on and should be
     *     closed
     * @throws IOException when it cannot listen
     */
    public static GatewayServer start(GatewaySettings settings, Parts parts, Runnable onFailure)
            throws IOException {
        GatewayServer server;
        try {
            server = new GatewayServer(settings, parts, onFailure);
        } catch (RuntimeException failure) {
            parts.runtime().close();
            parts.store().close();
            throw failure;
        }
        try {
            server.addresses = server.transport.start();
        } catch (IOException failure) {
            server.close();
            throw failure;
        }
        return server;
    }

    private Guests.House house() {
        Reload reload = parts.reload();
        Guests.Self self =
                new Guests.Self(
                        new SessionsHeard(sessions),
                        new SessionsHeard.Open(sessions, runtime.time()),
                        base.telemetry(),
                        base.audit().records(),
                        new OwnIdentity(this::url, settings.version(), health),
                        sessions::size,
                        monitor,
                        shared::apiHealth);
        return new Guests.House(
                base.desk(),
                Pairing.create(
                        base.desk(),
                        base.view(),
                        () -> this.settings.openclaw().nodes().approval(),
                        runtime.time(),
                        runtime.ids()),
                base.doors(),
                base.callers(),
                base.inbox(),
                base.view(),
                families,
                base.following(),
                base.streams(),
                runtime,
                parts.instruments(),
                parts.copies(),
                reload == null
                        ? null
                        : new OrderedReload(reload, parts.instruments().log()::setLevel),
                self);
    }

    private void watch() {
        base.watch(meters, runtime, settings.inboxCommands());
        meters.watchTraffic(sessions, traffic, base.logs(), runtime.time());
        meters.watch(parts.notices().figures());
        meters.watch(List.of(settings.ways().figure(settings.net())));
        for (Guest guest : guests) {
            meters.watch(guest.figures());
            guest.look(); // at once: who comes first finds everything prepared
            runtime.repeat(guest.name(), SWEEP_PAUSE, guest::look);
        }
        meters.watch(reception.figures());
        Reload reload = parts.reload();
        if (reload != null) {
            meters.watch(reload.record().figures());
            reload.observe(reception.reloads(reload));
        }
        runtime.repeat("liveness", SWEEP_PAUSE, sweep::sweep);
        runtime.repeat("health", HEALTH_PAUSE, monitor::look);
        runtime.repeat("limits", SWEEP_PAUSE, new TrafficLog(traffic, runtime.time())::look);
    }

    /** Where it listens; with the port that the system picked, if it was asked to. */
    public InetSocketAddress address() {
        return address(WaysIn.SERVER);
    }

    /** The same of the listener of that name. */
    public InetSocketAddress address(String listener) {
        return (InetSocketAddress) Objects.requireNonNull(addresses.get(listener), listener);
    }

    /** The same for a browser or a client, such as {@code http://127.0.0.1:8080}. */
    public String url() {
        String scheme = parts.listeners().tls(WaysIn.SERVER) == null ? "http" : "https";
        return scheme + "://" + new ListenAddress(settings.host(), address().getPort());
    }

    /**
     * Goes by other settings from now on, as far as they may change while it runs; sessions and
     * connections that are open, too. By one thread at a time.
     */
    public void apply(GatewaySettings next) {
        ClawSettings before = settings.claw();
        settings = next;
        transport.apply(next.net());
        reception.apply(next);
        base.leadership()
                .change(
                        new LoopSettings(
                                next.core(),
                                placer -> Schedulers.change(placer, next.scheduler())));
        base.logs().change(next.logs());
        sweep.change(next.claw().heartbeatInterval(), next.core().nodeTimeout());
        if (!next.claw().equals(before)) {
            base.telemetry().expectEvery(next.claw().metricsInterval());
            NodeConfiguration told =
                    new NodeConfiguration(
                            next.claw().heartbeatInterval(), next.claw().metricsInterval());
            runtime.queries().execute(() -> base.links().configure(told));
        }
    }

    /** Reads its configuration again; null where it cannot. */
    public @Nullable Reload reload() {
        return parts.reload();
    }

    /** What a service manager wants to know. */
    public Served served() {
        return new Served(
                base.pulse()::turns,
                base.leadership()::storeFailed,
                () ->
                        "%s %d connected nodes, %d active workloads"
                                .formatted(
                                        stopping ? "stopping;" : "serving",
                                        totals().connectedNodes(),
                                        totals().activeWorkloads()));
    }

    /** The fleet now. */
    public FleetTotals totals() {
        return base.view().totals();
    }

    /**
     * Everything that can be done and asked, for a caller within this process: behind the same door
     * as for all others.
     */
    public Operations operations() {
        return reception.operations();
    }

    /** The same of what happens. */
    public Followables following() {
        return base.following();
    }

    /** What it holds, for whoever tests it. */
    public Inside inside() {
        return new Inside(
                base.view(),
                base.inbox(),
                sessions,
                traffic,
                reception.routes(WaysIn.DIALECTS, guests));
    }

    /**
     * Stops: is not ready any more, and goes on for as long as balancers need to notice; then
     * accepts nothing more, ends the sessions, makes everything accepted durable. Workloads go on
     * running on their nodes, unless they are to be stopped before all else.
     */
    @Override
    public void close() {
        stopping = true;
        reception.leaving();
        Duration drain = settings.stop().drain();
        if (drain != null && base.leadership().healthy()) {
            new WorkloadDrain(base.inbox(), base.view(), transport::pass, runtime.time())
                    .run(drain);
        }
        transport.pass(settings.stop().notice());
        base.streams().end();
        runtime.rest();
        transport.stop(settings.stop().peers());
        base.audit().rest();
        base.leadership().close();
        base.audit().end();
        if (base.leadership().ended()) {
            parts.store().close();
        }
        runtime.close();
        meters.close();
    }

    private List<Guest> guests() {
        return guests;
    }
}
