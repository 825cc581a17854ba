package dev.clawgateway.server;

import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.access.OpenAuthenticator;
import dev.clawgateway.control.invocations.InvocationLimits;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.leadership.LeaderInbox;
import dev.clawgateway.control.leadership.Leadership;
import dev.clawgateway.control.leadership.Realm;
import dev.clawgateway.control.leadership.SoleLeadership;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.liveness.LivenessSweep;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Operations;
import dev.clawgateway.control.operations.membership.OwnFacts;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.control.turns.TurnThread;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.SocketListeners;
import dev.clawgateway.net.Transport;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.net.http.Router;
import dev.clawgateway.net.websocket.Sessions;
import dev.clawgateway.scheduler.Schedulers;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.ListenAddress;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.dialect.claw.ClawDialect;
import dev.clawgateway.server.dialect.claw.mesh.MeshNetwork;
import dev.clawgateway.server.http.Families;
import dev.clawgateway.server.http.HealthSource;
import dev.clawgateway.server.http.SharedEndpoints;
import dev.clawgateway.server.http.SharedRoutes;
import dev.clawgateway.server.metrics.GatewayMetrics;
import dev.clawgateway.store.rocksdb.RocksStore;
import dev.clawgateway.store.rocksdb.StoreFolder;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gateway in one process: every {@code new}, in start order. The store opens first, then the
 * state is loaded, then the control loop runs, and only then does anybody get in.
 */
public final class GatewayServer implements AutoCloseable {

    /** There is one gateway so far, so nobody asks which. */
    private static final String OWN_ID = "gateway";

    private static final Duration SWEEP_PAUSE = Duration.ofSeconds(1);
    private static final Duration COUNT_PAUSE = Duration.ofSeconds(2);
    private static final Duration FORGET_PAUSE = Duration.ofMinutes(1);

    private final GatewayConfig config;
    private final String version;
    private final Time time;
    private final Store store;
    private final Sessions sessions = new Sessions(OWN_ID);
    private final TrafficCounters traffic = new TrafficCounters();
    private final Telemetry telemetry = new Telemetry();
    private final ExecutorService queries = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService logWriter = serial("workload-logs");
    private final ExecutorService meshWriter = serial("mesh");
    private final Duties duties = new Duties();
    private final TimerThread timers = new TimerThread();
    private final Links links = new Links();
    private final GatewayMetrics metrics;
    private final WorkloadLogs logs;
    private final PublishedView view;
    private final LeaderInbox inbox = new LeaderInbox();
    private final Desk desk;
    private final Families families;
    private final SharedEndpoints shared;
    private final List<Guest> guests;
    private final Leadership leadership;
    private final HealthSource health;
    private final Transport transport;
    private volatile boolean stopping;
    private @Nullable InetSocketAddress address;

    /**
     * Opens the store and starts deciding, but lets nobody in yet.
     *
     * @param onFailure called on a thread of the gateway, perhaps again, when it cannot go on
     */
    private GatewayServer(
            GatewayConfig config,
            String version,
            Time time,
            @Nullable Supplier<SslContext> tls,
            Store store,
            Runnable onFailure) {
        this.config = config;
        this.version = version;
        this.time = time;
        this.store = store;
        metrics = new GatewayMetrics(version, time);
        logs =
                new WorkloadLogs(
                        config.limits().logs(),
                        UUID.randomUUID().toString(),
                        logWriter,
                        lines -> traffic.dropped("log_line", lines));
        view = new PublishedView(Snapshot.EMPTY, config.storage().maxEvents());
        leadership = new SoleLeadership(store, realm(), inbox, onFailure);
        desk = new Desk(new OpenAccess(), inbox, inbox, queries);
        health = new OwnHealth(leadership, () -> stopping, this::guests);
        leadership.start(); // guests look at what was stored as soon as they are there
        try {
            families = Families.create(time);
            shared =
                    new SharedEndpoints(
                            view,
                            health,
                            sessions::size,
                            time,
                            version,
                            config.health().readyRequiresNodes());
            guests =
                    Guests.of(
                            new Guests.House(desk, inbox, view, families, queries, time, self()),
                            PartSettings.guests(config));
            transport =
                    new Transport(
                            config.netSettings(Descriptors.ofProcess().connections()),
                            new SocketListeners(tls),
                            List.of(claw()),
                            router(),
                            sessions,
                            traffic,
                            time);
        } catch (RuntimeException failure) {
            leadership.close(); // whoever opened the store closes it now
            throw failure;
        }
        watch();
        duties.repeat("control", SWEEP_PAUSE, () -> tellFailure(onFailure));
    }

    private void tellFailure(Runnable onFailure) {
        if (!stopping && !leadership.healthy()) {
            onFailure.run();
        }
    }

    private static ExecutorService serial(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).factory());
    }

    /**
     * Starts a gateway; when this returns it listens.
     *
     * @param onFailure called on a thread of the gateway, perhaps again, when it cannot go on and
     *     should be closed
     */
    public static GatewayServer start(
            GatewayConfig config, String version, Time time, Runnable onFailure)
            throws StartException {
        Supplier<SslContext> tls = TlsContext.of(config.tls());
        Descriptors.ofProcess().check(config);
        GatewayServer server;
        try {
            server = opened(config, version, time, tls, onFailure);
        } catch (StoreException failure) {
            throw new StartException(
                    DaemonExitCode.STORE, String.valueOf(failure.getMessage()), failure);
        }
        try {
            server.address = server.transport.start();
        } catch (IOException failure) {
            server.close();
            throw new StartException(
                    DaemonExitCode.ADDRESS,
                    "server.bind_address: cannot listen on "
                            + config.server().bindAddress()
                            + ": "
                            + reason(failure)
                            + "; choose another with --bind, or stop what listens there",
                    failure);
        }
        return server;
    }

    private static GatewayServer opened(
            GatewayConfig config,
            String version,
            Time time,
            @Nullable Supplier<SslContext> tls,
            Runnable onFailure) {
        Store store =
                RocksStore.open(
                        StoreFolder.under(config.storage().dataDir()),
                        config.storage().maxEvents(),
                        Descriptors.ofProcess().storeFiles());
        try {
            return new GatewayServer(config, version, time, tls, store, onFailure);
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    private static String reason(IOException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    private Realm realm() {
        return new Realm(
                () -> Schedulers.create(config.scheduler().options()),
                config.coreSettings(),
                view,
                links,
                metrics.loop(),
                time,
                config.limits().inboxCommands(),
                TurnThread::start);
    }

    private ClawDialect claw() {
        PendingInvocations invocations =
                new PendingInvocations(links, timers, UUID::randomUUID, InvocationLimits.DEFAULT);
        MeshNetwork mesh = new MeshNetwork(PartSettings.mesh(config), meshWriter, time);
        Operations operations =
                Operations.create(
                        desk,
                        new Operations.Cluster(view, config.workloads().undeclaredClusters()),
                        new Operations.Nodes(links, invocations, telemetry, logs, mesh),
                        time,
                        UUID::randomUUID);
        return ClawDialect.create(
                PartSettings.claw(config, version),
                new ClawDialect.Entry(new OpenAuthenticator(), operations),
                new ClawDialect.Signals(telemetry, logs, links, invocations),
                mesh,
                traffic,
                time);
    }

    private Guests.Self self() {
        return new Guests.Self(
                new SessionsHeard(sessions),
                timers,
                new OwnIdentity(),
                sessions::size,
                shared::apiHealth);
    }

    private Router router() {
        List<Route> routes =
                new ArrayList<>(new SharedRoutes(shared, metrics, queries, families.root()).all());
        guests.forEach(guest -> routes.addAll(guest.routes()));
        return new Router(families.root(), List.of(families.api()), routes);
    }

    private void watch() {
        metrics.watchControl(inbox::depth, config.limits().inboxCommands(), leadership::healthy);
        metrics.watchFleet(view, telemetry);
        metrics.watchTraffic(sessions, traffic, logs, time);
        LivenessSweep sweep =
                new LivenessSweep(
                        new SessionsHeard(sessions),
                        inbox,
                        config.timing().heartbeatInterval(),
                        config.coreSettings().nodeTimeout(),
                        view::workloadsOn,
                        time);
        duties.repeat("liveness", SWEEP_PAUSE, sweep::sweep);
        for (Guest guest : guests) {
            metrics.watch(guest.figures());
            guest.look(); // at once: who comes first finds everything prepared
            duties.repeat(guest.name(), SWEEP_PAUSE, guest::look);
        }
        duties.repeat("waiting", COUNT_PAUSE, metrics.watchWaiting(view, inbox, time));
        duties.repeat(
                "telemetry", FORGET_PAUSE, () -> telemetry.retain(id -> view.node(id) != null));
    }

    /** Where it listens; with the port that the system picked, if it was asked to. */
    public InetSocketAddress address() {
        return Objects.requireNonNull(address);
    }

    /** The same for a browser or a client, such as {@code http://127.0.0.1:8080}. */
    public String url() {
        String host = config.server().bindAddress().host();
        String scheme = config.tls().enabled() ? "https" : "http";
        return scheme + "://" + new ListenAddress(host, address().getPort());
    }

    /** The fleet now. */
    public FleetTotals totals() {
        return view.totals();
    }

    /**
     * Stops: accepts nothing more, closes the sessions with 1001, makes everything accepted
     * durable. Workloads go on running on their nodes.
     */
    @Override
    public void close() {
        stopping = true;
        duties.close();
        timers.close();
        transport.stop(config.limits().shutdownTimeout().dividedBy(2));
        leadership.close();
        if (leadership.ended()) {
            store.close();
        }
        queries.shutdownNow();
        logWriter.shutdownNow();
        meshWriter.shutdownNow();
        metrics.close();
    }

    /** What is listed of the gateway itself. */
    private final class OwnIdentity implements OwnFacts {
        @Override
        public String url() {
            return GatewayServer.this.url();
        }

        @Override
        public String version() {
            return version;
        }

        @Override
        public boolean healthy() {
            return health.health() != HealthSource.Health.UNHEALTHY;
        }
    }

    private List<Guest> guests() {
        return guests;
    }
}
