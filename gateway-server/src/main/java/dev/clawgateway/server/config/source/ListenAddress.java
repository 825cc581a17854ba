package dev.clawgateway.server.config.source;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where to listen.
 *
 * @param host an address or a host name, without brackets; or {@code unix:} and a path
 * @param port 0 lets the system pick one
 */
public record ListenAddress(String host, int port) {
    private static final int MAX_PORT = 65_535;
    private static final String UNIX = "unix:";

    /** What the kernel allows of a path, less what a new socket needs for a moment. */
    private static final int MAX_FOLDER_BYTES = 80;

    private static final int MAX_PATH_BYTES = 107;

    /** Reads {@code host:port}; an IPv6 address stands in brackets. */
    public static ListenAddress parse(String text) {
        if (text.startsWith(UNIX)) {
            return unix(text);
        }
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("must be host:port, such as 127.0.0.1:8080");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "an IPv6 address needs brackets, such as [::1]:8080");
        }
        return new ListenAddress(
                bracketed ? host.substring(1, host.length() - 1) : host,
                port(text.substring(colon + 1)));
    }

    private static ListenAddress unix(String text) {
        Path path = Path.of(text.substring(UNIX.length()));
        Path folder = path.getParent();
        if (!path.isAbsolute() || folder == null) {
            throw new IllegalArgumentException(
                    "must be unix: and an absolute path, such as unix:/run/claw-gateway.sock");
        } else if (bytes(path) > MAX_PATH_BYTES || bytes(folder) > MAX_FOLDER_BYTES) {
            throw new IllegalArgumentException(
                    "the path of a Unix socket may have 107 bytes, its folder 80 of these");
        }
        return new ListenAddress(UNIX + path, 0);
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The file of a Unix socket; null for an address. */
    public @Nullable Path file() {
        return host.startsWith(UNIX) ? Path.of(host.substring(UNIX.length())) : null;
    }

    /** To bind to. Looks a name up. */
    public SocketAddress bind() {
        Path file = file();
        return file == null ? new InetSocketAddress(host, port) : UnixDomainSocketAddress.of(file);
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MAX_PORT) {
            throw new IllegalArgumentException("the port must be 0 to " + MAX_PORT);
        }
        return Integer.parseInt(text);
    }

    /** Whether only this machine can reach it. Looks nothing up. */
    public boolean loopback() {
        if (host.equals("localhost") || file() != null) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false; // a name: it may resolve to anything
        }
    }

    @Override
    public String toString() {
        return file() != null
                ? host
                : (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
