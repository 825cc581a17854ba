package dev.clawgateway.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.clawgateway.server.config.GatewayConfig;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many files and sockets the process may have open, and how they are shared out. What the store
 * needs is set aside first: it must be able to go on whoever connects.
 *
 * @param limit of the process
 * @param storeFiles tables the store may keep open
 * @param connections that may be open at a time
 */
record Descriptors(long limit, int storeFiles, int connections) {
    private static final Logger LOG = LoggerFactory.getLogger(Descriptors.class);

    /** Libraries, event loops, the listener, the log, and the store's logs and what it writes. */
    private static final int OWN = 96;

    private static final int MIN_STORE_FILES = 32;
    private static final int MAX_STORE_FILES = 256;
    private static final int MIN_CONNECTIONS = 16;

    /** Least limit with which anybody could connect. */
    static final int LEAST = OWN + MIN_STORE_FILES + MIN_CONNECTIONS;

    static Descriptors ofProcess() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? of(system.getMaxFileDescriptorCount())
                : of(Long.MAX_VALUE);
    }

    /** As a limit allows; may leave no connections at all. */
    static Descriptors of(long limit) {
        int storeFiles = Math.clamp(limit / 8, MIN_STORE_FILES, MAX_STORE_FILES);
        long connections = limit - OWN - storeFiles;
        return new Descriptors(limit, storeFiles, Math.clamp(connections, 0, Integer.MAX_VALUE));
    }

    boolean suffice() {
        return connections >= MIN_CONNECTIONS;
    }

    /** Refuses to go on with too few, and warns of fewer than the configuration asks for. */
    void check(GatewayConfig config) throws StartException {
        if (!suffice()) {
            throw new StartException(
                    DaemonExitCode.CONFIGURATION,
                    "this process may open "
                            + limit
                            + " files, too few for the store and any connection; allow at least "
                            + LEAST
                            + " (ulimit -n, or LimitNOFILE of the service)",
                    null);
        }
        long wanted = config.connections();
        if (wanted > connections) {
            LOG.atWarn()
                    .addKeyValue("files", limit)
                    .addKeyValue("connections", connections)
                    .addKeyValue("configured", wanted)
                    .log(
                            "this process may open too few files for server.max_nodes and"
                                    + " limits.max_connections as configured; when they are used up"
                                    + " the longest silent connection is closed; raise ulimit -n, or"
                                    + " LimitNOFILE of the service");
        }
    }
}
