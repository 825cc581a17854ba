package dev.clawgateway.server.http;

import dev.clawgateway.core.Peer;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.http.RequestLog;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each request over HTTP, on a logger of its own, which is switched off or on by its
 * level. The lines are written by the thread of all lines, and dropped like them when that cannot
 * keep up.
 */
public final class AccessLog implements RequestLog {
    /** Name of the logger. */
    public static final String LOGGER = "dev.clawgateway.access";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final Time time;

    public AccessLog(Time time) {
        this.time = time;
    }

    @Override
    public Line begins(Peer peer, String method, String path) {
        return LOG.isInfoEnabled() ? new Asked(peer, method, path, time) : Line.NONE;
    }

    private static final class Asked implements Line {
        private final Peer peer;
        private final String method;
        private final String path;
        private final Time time;
        private final long begun;
        private volatile String caller = "";
        private volatile String request = "";

        Asked(Peer peer, String method, String path, Time time) {
            this.peer = peer;
            this.method = method;
            this.path = path;
            this.time = time;
            begun = time.nanos();
        }

        @Override
        public void by(String who, String named) {
            caller = who;
            request = named;
        }

        @Override
        public void answered(int status, long bytes) {
            LOG.atInfo()
                    .addKeyValue("method", method)
                    .addKeyValue("path", path)
                    .addKeyValue("status", status)
                    .addKeyValue("bytes", bytes)
                    .addKeyValue("ms", TimeUnit.NANOSECONDS.toMicros(time.nanos() - begun) / 1e3)
                    .addKeyValue("caller", caller)
                    .addKeyValue("request", request)
                    .addKeyValue("address", peer.address())
                    .addKeyValue("listener", peer.listener())
                    .log("request");
        }
    }
}
