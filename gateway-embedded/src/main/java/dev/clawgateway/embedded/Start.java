package dev.clawgateway.embedded;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.embedded.EmbeddedException.CannotStart;
import dev.clawgateway.server.DaemonExitCode;
import dev.clawgateway.server.GatewayServer;
import dev.clawgateway.server.StartException;
import dev.clawgateway.server.config.ConfigException;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.tls.TlsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that was started.
 *
 * @param temporary folder that is removed when it is closed; null where the program named one
 */
record Start(GatewayServer server, @Nullable Path temporary) {
    private static final String DATA_DIR = "storage.data_dir";
    private static final String NOTICE = "shutdown.notice_secs";
    private static final String BIND = "server.bind_address";

    /** What a gateway is that no jar says the version of. */
    private static final String UNVERSIONED = "embedded";

    /** Listens when this returns. */
    static Start of(EmbeddedConfig config, Time time) {
        Path temporary = null;
        try {
            Map<String, Object> keys = new TreeMap<>(config.keys());
            ConfigLoader.Loaded said = load(config, keys);
            if (isDefault(said, BIND)) {
                keys.put(BIND, "127.0.0.1:0");
            }
            if (isDefault(said, NOTICE)) {
                keys.put(NOTICE, 0);
            }
            if (isDefault(said, DATA_DIR)) {
                temporary = Files.createTempDirectory("claw-gateway-");
                keys.put(DATA_DIR, temporary.toString());
            }
            GatewayConfig whole = load(config, keys).config();
            return new Start(
                    GatewayServer.start(whole, version(), time, config.onFailure()), temporary);
        } catch (ConfigException unusable) {
            throw failed(temporary, CannotStart.Reason.CONFIGURATION, unusable);
        } catch (StartException failure) {
            throw failed(temporary, reason(failure), failure);
        } catch (IOException failure) {
            throw failed(temporary, CannotStart.Reason.DATA, failure);
        }
    }

    private static ConfigLoader.Loaded load(EmbeddedConfig config, Map<String, Object> keys) {
        return ConfigLoader.of(config.text(), keys, config.environment(), config.functions());
    }

    private static boolean isDefault(ConfigLoader.Loaded loaded, String key) {
        return loaded.settings().stream()
                .anyMatch(setting -> setting.key().equals(key) && setting.place() == null);
    }

    private static String version() {
        String ofJar = Start.class.getPackage().getImplementationVersion();
        return ofJar == null ? UNVERSIONED : ofJar;
    }

    private static CannotStart failed(
            @Nullable Path temporary, CannotStart.Reason reason, Exception failure) {
        Folders.remove(temporary);
        return new CannotStart(reason, String.valueOf(failure.getMessage()), failure);
    }

    private static CannotStart.Reason reason(StartException failure) {
        if (failure.getCause() instanceof TlsException) {
            return CannotStart.Reason.TLS;
        }
        return switch (failure.exitCode()) {
            case DaemonExitCode.CONFIGURATION -> CannotStart.Reason.CONFIGURATION;
            case DaemonExitCode.ADDRESS -> CannotStart.Reason.ADDRESS;
            case DaemonExitCode.STORE_IN_USE -> CannotStart.Reason.DATA_IN_USE;
            default -> CannotStart.Reason.DATA;
        };
    }
}
