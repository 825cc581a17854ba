package dev.clawgateway.server.config;

import java.net.InetAddress;

/**
 * Where to listen.
 *
 * @param host an address or a host name, without brackets
 * @param port 0 lets the system pick one
 */
public record ListenAddress(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /** Reads {@code host:port}; an IPv6 address stands in brackets. */
    public static ListenAddress parse(String text) {
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

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MAX_PORT) {
            throw new IllegalArgumentException("the port must be 0 to " + MAX_PORT);
        }
        return Integer.parseInt(text);
    }

    /** Whether only this machine can reach it. Looks nothing up. */
    public boolean loopback() {
        if (host.equals("localhost")) {
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
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
