package dev.clawgateway.cli.blows.flood;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's listeners on loopback, and how it is come to: each connection from the next of many
 * addresses, since the bounds on one are the easier ones.
 *
 * @param plain port without TLS
 * @param secure port with TLS; 0 when there is none
 * @param token of nodes; null where nobody is asked for one
 */
public record Target(int plain, int secure, @Nullable String token) {
    private static final int ADDRESSES = 200;
    private static final int CONNECT_MILLIS = 10_000;
    private static final AtomicInteger NEXT = new AtomicInteger();

    Socket connect(int port) throws IOException {
        return connect(port, 0);
    }

    /**
     * The same with a receive window.
     *
     * @param window in bytes; 0 for the system's
     */
    Socket connect(int port, int window) throws IOException {
        String own = "127.0.2." + (1 + NEXT.getAndIncrement() % ADDRESSES);
        Socket socket = new Socket();
        try {
            if (window > 0) {
                socket.setReceiveBufferSize(window);
            }
            socket.setTcpNoDelay(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(own), 0));
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                    CONNECT_MILLIS);
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }
}
