package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.core.Peer;
import dev.clawgateway.net.websocket.Handshake;
import java.net.InetAddress;
import java.util.Locale;

/** Whether a client is on the gateway's own machine, as far as its connection shows. */
final class Locality {
    private static final String TAILNET = ".ts.net";

    private Locality() {}

    /**
     * By its address and by the name it asked for: what was passed on by something between comes
     * from elsewhere, and so does a page that had its own name point here.
     */
    static boolean of(Handshake handshake) {
        Peer peer = handshake.peer();
        if (peer.user() != null) {
            return true;
        }
        return loopback(peer.address())
                && ownName(handshake.header("host"))
                && !passedOn(handshake);
    }

    private static boolean passedOn(Handshake handshake) {
        return handshake.headers().keySet().stream()
                .anyMatch(name ->
                        name.equals("forwarded")
                                || name.startsWith("x-forwarded-")
                                || name.equals("x-real-ip")
                                || name.equals("via"));
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean ownName(String host) {
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        return name.equals("localhost") || loopback(name) || name.endsWith(TAILNET);
    }

    /** An address of IPv6 stands in brackets where a port may follow. */
    private static String withoutPort(String host) {
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? "" : host.substring(1, end);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }
}
