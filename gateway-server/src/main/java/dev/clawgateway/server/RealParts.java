package dev.clawgateway.server;

import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.EntranceException;
import dev.clawgateway.net.SocketListeners;
import dev.clawgateway.server.audit.AuditLog;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.ListenerConfig;
import dev.clawgateway.server.dialect.api.ApiWatch;
import dev.clawgateway.server.dialect.membership.HttpProbe;
import dev.clawgateway.server.dialect.membership.JvmUsage;
import dev.clawgateway.server.http.AccessLog;
import dev.clawgateway.server.logging.ProcessLog;
import dev.clawgateway.server.metrics.GatewayMetrics;
import dev.clawgateway.server.reload.Prepared;
import dev.clawgateway.server.reload.Reload;
import dev.clawgateway.server.reload.Reloadable;
import dev.clawgateway.server.runtime.MachineRuntime;
import dev.clawgateway.server.tls.GatewayTls;
import dev.clawgateway.server.tls.TlsException;
import dev.clawgateway.store.rocksdb.RocksCopies;
import dev.clawgateway.store.rocksdb.RocksStore;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway on the machine's disk, threads and sockets, as the daemon is. */
final class RealParts {
    private static final Logger LOG = LoggerFactory.getLogger(RealParts.class);

    private RealParts() {}

    /**
     * Opens the store, starts, and listens.
     *
     * @param reload null where the configuration is never read again
     */
    static GatewayServer start(
            GatewayConfig config,
            String version,
            Time time,
            @Nullable Reload reload,
            ProcessLog log,
            Runnable onFailure)
            throws StartException {
        GatewayTls tls = tls(config, time);
        Descriptors descriptors = Descriptors.ofProcess();
        descriptors.check(config);
        GatewaySettings settings = GatewaySettings.of(config, version, descriptors.connections());
        try {
            StoreFolder folder = StoreFolder.under(config.storage().dataDir());
            RocksStore store =
                    RocksStore.open(
                            folder,
                            config.storage().maxEvents(),
                            descriptors.storeFiles(),
                            words -> LOG.info("{}", words));
            MachineRuntime runtime = new MachineRuntime(time);
            DoorSetup doors = doors(config, store, runtime);
            Instruments instruments =
                    new Instruments(
                            new HttpProbe(runtime.queries(), time),
                            new JvmUsage(),
                            new GatewayMetrics(version, time),
                            ApiWatch.NONE,
                            new AccessLog(time),
                            log);
            Parts parts =
                    new Parts(
                            store,
                            new RocksCopies(
                                    store, config.storage().copies(), folder.nativeLibrary()),
                            runtime,
                            new SocketListeners(tls.setups()),
                            instruments,
                            CertificateDoors.beside(doors, config, tls.authorities()),
                            audit(config, time),
                            reload,
                            new Notices(tls.figures(), tls::warnings));
            GatewayServer server = GatewayServer.start(settings, parts, onFailure);
            tls.watch(runtime);
            if (reload != null) {
                reload.join(tls);
                if (doors instanceof Reloadable keys) {
                    reload.join(keys);
                }
                AuditLog audit = parts.audit();
                if (audit != null) {
                    reload.join(next -> () -> audit.change(next.audit().limits()));
                }
                reload.join(next -> following(next, version, descriptors, server));
                reload.open();
            }
            return server;
        } catch (StoreException failure) {
            throw new StartException(
                    DaemonExitCode.of(failure), String.valueOf(failure.getMessage()), failure);
        } catch (IOException failure) {
            throw new StartException(
                    DaemonExitCode.ADDRESS, cannotListen(config, failure), failure);
        }
    }

    private static Prepared following(
            GatewayConfig next, String version, Descriptors descriptors, GatewayServer server) {
        GatewaySettings settings = GatewaySettings.of(next, version, descriptors.connections());
        return () -> server.apply(settings);
    }

    private static String cannotListen(GatewayConfig config, IOException failure) {
        for (ListenerConfig listener : config.listeners()) {
            if (failure instanceof EntranceException at
                    && at.entrance().equals(listener.name())
                    && !listener.isServer()) {
                return "listener "
                        + listener.name()
                        + ": cannot listen on "
                        + listener.bindAddress()
                        + ": "
                        + reason(failure)
                        + "; change its bind_address, or stop what listens there";
            }
        }
        return "server.bind_address: cannot listen on "
                + config.server().bindAddress()
                + ": "
                + reason(failure)
                + "; choose another with --bind, or stop what listens there";
    }

    private static GatewayTls tls(GatewayConfig config, Time time) throws StartException {
        try {
            return GatewayTls.of(config, time);
        } catch (TlsException failure) {
            throw new StartException(
                    DaemonExitCode.CONFIGURATION,
                    failure.key() + ": " + failure.getMessage(),
                    failure);
        }
    }

    private static DoorSetup doors(GatewayConfig config, Store store, MachineRuntime runtime)
            throws StartException {
        try {
            return AccessStart.of(config, store, runtime);
        } catch (StartException failure) {
            runtime.close();
            store.close();
            throw failure;
        }
    }

    private static @Nullable AuditLog audit(GatewayConfig config, Time time) {
        return config.audit().enabled()
                ? AuditLog.in(
                        config.audit().folder(config.storage()), config.audit().limits(), time)
                : null;
    }

    private static String reason(IOException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }
}
