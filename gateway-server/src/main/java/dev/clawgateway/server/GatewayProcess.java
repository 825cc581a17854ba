package dev.clawgateway.server;

import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.logging.Logging;
import dev.clawgateway.server.reload.Reload;
import dev.clawgateway.server.reload.ReloadResult;
import dev.clawgateway.server.reload.ReloadSetup;
import dev.clawgateway.server.signal.HangUp;
import dev.clawgateway.server.signal.ProcessSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway as a process: starts it, waits for SIGTERM, SIGINT or a failure, stops it. */
public final class GatewayProcess {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);

    /** Beyond the configured shutdown time, for what has none of its own. */
    private static final Duration SPARE = Duration.ofSeconds(5);

    /** As of a process that a signal has ended. */
    private static final int KILLED = 128;

    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private final ConfigLoader.Source source;
    private final ConfigLoader.Loaded loaded;
    private volatile GatewayConfig config;
    private final String version;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean failed;
    private volatile int exitCode = DaemonExitCode.FAILURE; // until it is known to be better

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
        Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "shutdown"));
        HangUp hangUp = HangUp.listen();
        try (Logging logging = Logging.start(config.log())) {
            ProcessSignals.on("INT", () -> endFor(SIGINT));
            ProcessSignals.on("TERM", () -> endFor(SIGTERM));
            serve(hangUp, logging);
        } finally {
            ended.countDown();
        }
        return exitCode;
    }

    private void serve(HangUp hangUp, Logging logging) throws InterruptedException {
        ReloadSetup setup =
                new ReloadSetup(
                        source, loaded, List.of(logging, next -> () -> config = next), List.of());
        try (GatewayServer server =
                GatewayServer.start(setup, version, new SystemTime(), this::onFailure)) {
            announce(server);
            hangUp.answer(() -> reload(server));
            end.await();
            LOG.atInfo().log("stopping");
        } catch (StartException failure) {
            exitCode = failure.exitCode();
            LOG.atError().log(failure.getMessage());
            LOG.atDebug().setCause(failure).log("the gateway did not start");
            return;
        }
        exitCode = failed ? DaemonExitCode.FAILURE : DaemonExitCode.OK;
        LOG.atInfo().addKeyValue("exit_code", exitCode).log("stopped");
    }

    private static void reload(GatewayServer server) {
        Reload reload = server.reload();
        if (reload != null) {
            ReloadResult _ = reload.now();
        }
    }

    private void onFailure() {
        failed = true;
        end.countDown();
    }

    /**
     * In order for the first signal, at once for the second: what was acknowledged is durable
     * already.
     */
    private void endFor(int signal) {
        if (asked.compareAndSet(false, true)) {
            System.exit(KILLED + signal);
        } else {
            Runtime.getRuntime().halt(KILLED + signal);
        }
    }

    /** Runs while the JVM waits to end, after a signal or after {@link #run} has returned. */
    private void onSignal() {
        end.countDown();
        try {
            Duration patience = config.limits().stop().most().plus(SPARE);
            boolean _ = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        // Left alone, the JVM would exit with 128 plus the signal.
        Runtime.getRuntime().halt(exitCode);
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
