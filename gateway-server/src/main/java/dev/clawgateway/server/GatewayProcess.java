package dev.clawgateway.server;

import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.service.Supervisor;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.logging.Logging;
import dev.clawgateway.server.reload.Reload;
import dev.clawgateway.server.reload.ReloadResult;
import dev.clawgateway.server.reload.ReloadSetup;
import dev.clawgateway.server.runtime.NativeLibraries;
import dev.clawgateway.server.service.ServiceReports;
import dev.clawgateway.server.signal.EndSignals;
import dev.clawgateway.server.signal.HangUp;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway as a process: starts it, waits for SIGTERM, SIGINT or a failure, stops it. */
public final class GatewayProcess {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);

    /** Beyond the configured shutdown time, for what has none of its own. */
    private static final Duration SPARE = Duration.ofSeconds(5);

    private final ConfigLoader.Source source;
    private final ConfigLoader.Loaded loaded;
    private volatile GatewayConfig config;
    private final String version;
    private final Time time = new SystemTime();
    private final EndSignals signals = EndSignals.listen();
    private volatile boolean failed;

    private GatewayProcess(ConfigLoader.Source source, ConfigLoader.Loaded loaded, String version) {
        this.source = source;
        this.loaded = loaded;
        this.config = loaded.config();
        this.version = version;
    }

    /**
     * Runs the gateway until it is told to stop. Says what happens in the log, on standard error.
     *
     * @param source where its configuration is read again
     * @param loaded what that said
     * @param version as told to clients
     * @return one of {@link DaemonExitCode}, for the caller to exit with at once
     */
    public static int run(ConfigLoader.Source source, ConfigLoader.Loaded loaded, String version)
            throws InterruptedException {
        return new GatewayProcess(source, loaded, version).run();
    }

    private int run() throws InterruptedException {
        signals.begun(() -> config.limits().stop().most().plus(SPARE));
        HangUp hangUp = HangUp.listen();
        int exitCode = DaemonExitCode.FAILURE; // until it is known to be better
        try (Logging logging = Logging.start(config.log());
                Supervisor manager = supervisor();
                ServiceReports reports = ServiceReports.of(manager, time)) {
            exitCode = serve(hangUp, logging, reports);
        } finally {
            signals.ended(exitCode);
        }
        return exitCode;
    }

    /** The first who uses the network. */
    private Supervisor supervisor() {
        NativeLibraries.unpackTo(StoreFolder.under(config.storage().dataDir()).nativeLibrary());
        return Supervisor.of(System.getenv(), time);
    }

    private int serve(HangUp hangUp, Logging logging, ServiceReports reports)
            throws InterruptedException {
        if (signals.came()) {
            LOG.atInfo().log("told to stop before it had begun");
            return DaemonExitCode.OK;
        }
        ReloadSetup setup =
                new ReloadSetup(
                        source,
                        loaded,
                        List.of(logging, next -> () -> config = next),
                        List.of(reports));
        try (GatewayServer server =
                GatewayServer.start(setup, logging, version, time, this::onFailure)) {
            signals.otherwise(DaemonExitCode.FAILURE); // for it has promised something
            announce(server);
            reports.serving(server.served());
            hangUp.answer(() -> reload(server));
            signals.await();
            LOG.atInfo().log("stopping");
            reports.stopping(config.limits().stop().most());
        } catch (StartException failure) {
            LOG.atError().log(failure.getMessage());
            LOG.atDebug().setCause(failure).log("the gateway did not start");
            return failure.exitCode();
        }
        int exitCode = failed ? DaemonExitCode.FAILURE : DaemonExitCode.OK;
        LOG.atInfo().addKeyValue("exit_code", exitCode).log("stopped");
        return exitCode;
    }

    private static void reload(GatewayServer server) {
        Reload reload = server.reload();
        if (reload != null) {
            ReloadResult _ = reload.now();
        }
    }

    private void onFailure() {
        failed = true;
        signals.end();
    }

    private void announce(GatewayServer server) {
        FleetTotals totals = server.totals();
        Path dataDir = config.storage().dataDir().toAbsolutePath().normalize();
        LOG.atInfo()
                .addKeyValue("version", version)
                .addKeyValue("address", server.url())
                .addKeyValue("data_dir", dataDir)
                .addKeyValue("policy", config.scheduler().policy())
                .addKeyValue("nodes", totals.nodes())
                .addKeyValue("active_workloads", totals.activeWorkloads())
                .log("gateway listening");
        config.listeners().stream()
                .filter(listener -> !listener.isServer())
                .forEach(listener ->
                        LOG.atInfo()
                                .addKeyValue("listener", listener.name())
                                .addKeyValue("address", listener.bindAddress())
                                .addKeyValue("tls", listener.tls())
                                .log("gateway listening here too"));
        warnAboutOpenFolder(dataDir);
    }

    private static void warnAboutOpenFolder(Path dataDir) {
        try {
            if (Files.getPosixFilePermissions(dataDir).contains(PosixFilePermission.OTHERS_WRITE)) {
                LOG.atWarn()
                        .addKeyValue("data_dir", dataDir)
                        .log("every user of this machine may write to the data; chmod 700 it");
            }
        } catch (IOException | UnsupportedOperationException _) {
            LOG.atDebug().addKeyValue("data_dir", dataDir).log("permissions are not known");
        }
    }
}
