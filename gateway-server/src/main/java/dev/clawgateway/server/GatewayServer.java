package dev.clawgateway.server;

import dev.clawgateway.control.LoopSettings;
import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.access.PublishedCredentials;
import dev.clawgateway.control.leadership.LeaderInbox;
import dev.clawgateway.control.leadership.Leadership;
import dev.clawgateway.control.leadership.Realm;
import dev.clawgateway.control.leadership.SoleLeadership;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.links.NodeConfiguration;
import dev.clawgateway.control.liveness.LivenessSweep;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Operations;
import dev.clawgateway.control.operations.access.Pairing;
import dev.clawgateway.control.operations.follow.Followables;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.Transport;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.gate.TrafficLog;
import dev.clawgateway.net.websocket.Sessions;
import dev.clawgateway.scheduler.Schedulers;
import dev.clawgateway.server.audit.AuditKeeping;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.ListenAddress;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.dialect.claw.session.ClawSettings;
import dev.clawgateway.server.health.HealthMonitor;
import dev.clawgateway.server.health.HealthSource;
import dev.clawgateway.server.health.ListenerAccount;
import dev.clawgateway.server.http.CallerPace;
import dev.clawgateway.server.http.Callers;
import dev.clawgateway.server.http.Families;
import dev.clawgateway.server.http.SharedEndpoints;
import dev.clawgateway.server.http.stream.Streams;
import dev.clawgateway.server.logging.Logging;
import dev.clawgateway.server.metrics.Meters;
import dev.clawgateway.server.plugin.WatchedFunctions;
import dev.clawgateway.server.reload.OrderedReload;
import dev.clawgateway.server.reload.Reload;
import dev.clawgateway.server.reload.ReloadSetup;
import dev.clawgateway.server.runtime.GatewayRuntime;
import dev.clawgateway.server.runtime.Inside;
import dev.clawgateway.server.service.LoopPulse;
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
    private static final Duration COUNT_PAUSE = Duration.ofSeconds(2);
    private static final Duration FORGET_PAUSE = Duration.ofMinutes(1);

    private volatile GatewaySettings settings;
    private final Parts parts;
    private final GatewayRuntime runtime;
    private final Meters meters;
    private final Sessions sessions = new Sessions(OWN_ID);
    private final TrafficCounters traffic = new TrafficCounters();
    private final Telemetry telemetry;
    private final Links links = new Links();
    private final LoopPulse pulse;
    private final LeaderInbox inbox = new LeaderInbox();
    private final Paces paces;
    private final WatchedFunctions functions;
    private final WorkloadLogs logs;
    private final PublishedView view;
    private final Streams streams;
    private final Doors doors;
    private final AuditKeeping audit;
    private final Desk desk;
    private final Followables following;
    private final Callers callers;
    private final Families families;
    private final SharedEndpoints shared;
    private final List<Guest> guests;
    private final Reception reception;
    private final Leadership leadership;
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
        pulse = new LoopPulse(meters.loop());
        functions = new WatchedFunctions(settings.scheduler().functions(), runtime.time());
        paces = new Paces(settings.net().connections().rates(), runtime.time().nanos());
        telemetry = new Telemetry(settings.readings());
        telemetry.expectEvery(settings.claw().metricsInterval());
        logs =
                new WorkloadLogs(
                        settings.logs(),
                        runtime.ids().get().toString(),
                        runtime.serial("workload-logs"),
                        lines -> traffic.dropped("log_line", lines));
        view =
                new PublishedView(
                        Snapshot.EMPTY,
                        new PublishedView.Keeping(
                                settings.core().maxEvents(), settings.streams().changes()),
                        runtime.serial("followers"));
        streams =
                new Streams(
                        () -> this.settings.streams(), traffic, runtime.queries(), runtime.time());
        audit = new AuditKeeping(parts.audit(), runtime, inbox);
        leadership =
                new SoleLeadership(parts.store(), realm(), inbox, () -> tellFailure(onFailure));
        doors =
                parts.doors()
                        .over(new PublishedCredentials(view), this::nameOf, runtime)
                        .with(audit.audit());
        callers =
                new Callers(
                        doors.authenticator(),
                        settings.ways().open(),
                        new CallerPace(paces, traffic, runtime.time()));
        desk = new Desk(doors.access(), inbox, inbox, runtime.queries(), audit.account());
        following =
                Followables.create(
                        desk,
                        view,
                        new Followables.Feeds(view.feed(), view.changes(), logs, telemetry),
                        runtime.timers());
        health =
                new OwnHealth(
                        leadership,
                        () -> stopping,
                        this::guests,
                        view::massAbsence,
                        view::totals,
                        this::ownWarnings);
        monitor =
                OwnHealth.watched(
                        health, sessions::size, parts.instruments().usage(), runtime.time());
        sweep =
                new LivenessSweep(
                        new SessionsHeard(sessions),
                        inbox,
                        settings.claw().heartbeatInterval(),
                        settings.core().nodeTimeout(),
                        view::workloadsOn,
                        runtime.time());
        leadership.start();
        audit.begin(view.audit());
        beginReign();
        // Guests look at what was stored as soon as they are there.
        try {
            families = Families.create(runtime.time());
            shared =
                    new SharedEndpoints(
                            view,
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
                            new Reception.Lines(links, telemetry, logs, traffic, paces),
                            () -> this.settings,
                            shared,
                            () -> OpenClawWing.phase(stopping, leadership));
            guests = Guests.of(house, reception.operations(), () -> settings.guests());
            meters.watch(Guests.figures(house.pairing()));
            transport =
                    new Transport(
                            settings.net(),
                            parts.listeners(),
                            reception.entrances(guests),
                            sessions,
                            traffic,
                            paces,
                            runtime.time());
        } catch (RuntimeException failure) {
            leadership.close(); // whoever opened the store closes it now
            audit.end();
            throw failure;
        }
        watch();
        runtime.repeat("control", SWEEP_PAUSE, () -> tellFailure(onFailure));
    }

    private List<String> ownWarnings() {
        List<String> warnings = new ArrayList<>(doors.warnings().get());
        warnings.addAll(settings.ways().warnings(settings.net()));
        warnings.addAll(audit.warnings());
        Reload reload = parts.reload();
        if (reload != null) {
            warnings.addAll(reload.record().warnings());
        }
        warnings.addAll(parts.notices().warnings().get());
        return warnings;
    }

    /** The first over an empty store names the fleet, once for ever. */
    private void beginReign() {
        FleetId known = view.fleet();
        FleetId fleet = known == null ? new FleetId(runtime.ids().get()) : known;
        boolean _ = inbox.offer(Caller.GATEWAY, new Command.BeginReign(fleet), _ -> {});
    }

    private List<ListenerAccount> listeners() {
        return settings.ways()
                .accounts(settings.net(), addresses, name -> parts.listeners().tls(name) != null);
    }

    private @Nullable String nameOf(NodeId id) {
        NodeRecord node = view.node(id);
        return node == null ? null : node.name();
    }

    private void tellFailure(Runnable onFailure) {
        if (stopping || leadership.healthy()) {
            return;
        }
        if (settings.endsWithStore() || !leadership.storeFailed()) {
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
        return RealParts.start(config, version, time, null, onFailure);
    }

    /** The same, of a process that has its configuration read again. */
    public static GatewayServer start(
            ReloadSetup setup, String version, Time time, Runnable onFailure)
            throws StartException {
        GatewayConfig config = setup.loaded().config();
        return RealParts.start(config, version, time, setup.reload(time), onFailure);
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

    private Realm realm() {
        return new Realm(
                () -> Schedulers.create(settings.scheduler().with(functions.all())),
                () -> settings.core(),
                view,
                links,
                pulse,
                runtime.time(),
                settings.inboxCommands(),
                runtime.repeater(),
                audit.audit());
    }

    private Guests.House house() {
        Reload reload = parts.reload();
        Guests.Self self =
                new Guests.Self(
                        new SessionsHeard(sessions),
                        new SessionsHeard.Open(sessions, runtime.time()),
                        telemetry,
                        audit.records(),
                        new OwnIdentity(this::url, settings.version(), health),
                        sessions::size,
                        monitor,
                        shared::apiHealth);
        return new Guests.House(
                desk,
                Pairing.create(
                        desk,
                        view,
                        () -> this.settings.openclaw().nodes().approval(),
                        runtime.time(),
                        runtime.ids()),
                doors,
                callers,
                inbox,
                view,
                families,
                following,
                streams,
                runtime,
                parts.instruments(),
                parts.copies(),
                reload == null ? null : new OrderedReload(reload, Logging::setLevel),
                self);
    }

    private void watch() {
        meters.watchControl(inbox::depth, settings.inboxCommands(), leadership::healthy);
        meters.watchFleet(view, telemetry);
        meters.watchTraffic(sessions, traffic, logs, runtime.time());
        runtime.repeat("liveness", SWEEP_PAUSE, sweep::sweep);
        meters.watch(doors.figures());
        meters.watch(parts.notices().figures());
        meters.watch(List.of(settings.ways().figure(settings.net())));
        for (Guest guest : guests) {
            meters.watch(guest.figures());
            guest.look(); // at once: who comes first finds everything prepared
            runtime.repeat(guest.name(), SWEEP_PAUSE, guest::look);
        }
        meters.watch(functions.figures());
        meters.watch(audit.figures());
        meters.watch(streams.figures());
        meters.watch(reception.figures());
        runtime.repeat("streams", SWEEP_PAUSE, streams::look);
        Reload reload = parts.reload();
        if (reload != null) {
            meters.watch(reload.record().figures());
            reload.observe(reception.reloads(reload));
        }
        audit.repeat(SWEEP_PAUSE);
        runtime.repeat("waiting", COUNT_PAUSE, meters.watchWaiting(view, inbox, runtime.time()));
        runtime.repeat("health", HEALTH_PAUSE, monitor::look);
        runtime.repeat("plugins", FORGET_PAUSE, functions::look);
        runtime.repeat("limits", SWEEP_PAUSE, new TrafficLog(traffic, runtime.time())::look);
        runtime.repeat(
                "telemetry",
                FORGET_PAUSE,
                () -> telemetry.retain(id -> view.node(id) != null, runtime.time().now()));
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
        leadership.change(
                new LoopSettings(
                        next.core(), placer -> Schedulers.change(placer, next.scheduler())));
        logs.change(next.logs());
        sweep.change(next.claw().heartbeatInterval(), next.core().nodeTimeout());
        if (!next.claw().equals(before)) {
            telemetry.expectEvery(next.claw().metricsInterval());
            NodeConfiguration told =
                    new NodeConfiguration(
                            next.claw().heartbeatInterval(), next.claw().metricsInterval());
            runtime.queries().execute(() -> links.configure(told));
        }
    }

    /** Reads its configuration again; null where it cannot. */
    public @Nullable Reload reload() {
        return parts.reload();
    }

    /** What a service manager wants to know. */
    public Served served() {
        return new Served(
                pulse::turns,
                leadership::storeFailed,
                () ->
                        "%s %d connected nodes, %d active workloads"
                                .formatted(
                                        stopping ? "stopping;" : "serving",
                                        totals().connectedNodes(),
                                        totals().activeWorkloads()));
    }

    /** The fleet now. */
    public FleetTotals totals() {
        return view.totals();
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
        return following;
    }

    /** What it holds, for whoever tests it. */
    public Inside inside() {
        return new Inside(
                view, inbox, sessions, traffic, reception.routes(WaysIn.DIALECTS, guests));
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
        if (drain != null && leadership.healthy()) {
            new WorkloadDrain(inbox, view, transport::pass, runtime.time()).run(drain);
        }
        transport.pass(settings.stop().notice());
        streams.end();
        runtime.rest();
        transport.stop(settings.stop().peers());
        audit.rest();
        leadership.close();
        audit.end();
        if (leadership.ended()) {
            parts.store().close();
        }
        runtime.close();
        meters.close();
    }

    private List<Guest> guests() {
        return guests;
    }
}
