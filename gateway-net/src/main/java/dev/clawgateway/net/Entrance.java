package dev.clawgateway.net;

import dev.clawgateway.net.gate.Listener;
import dev.clawgateway.net.http.Router;
import dev.clawgateway.net.websocket.Dialect;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way in: where it is, and what is served there.
 *
 * @param bind an address, or a Unix socket
 * @param group whose members may come in by a Unix socket, besides root and this user; null for
 *     none
 * @param dialects of sessions, asked in this order about a first message; the first also speaks to
 *     strangers. Without any, there are no sessions here
 */
public record Entrance(
        Listener listener,
        SocketAddress bind,
        @Nullable String group,
        List<Dialect> dialects,
        Router router) {
    public Entrance {
        dialects = List.copyOf(dialects);
    }

    /** Under a name; whether only this machine can reach it is told by its address. */
    public Entrance(
            String name,
            SocketAddress bind,
            @Nullable String group,
            List<Dialect> dialects,
            Router router) {
        this(new Listener(name, local(bind)), bind, group, dialects, router);
    }

    /** Whether only this machine can reach an address. */
    public static boolean local(SocketAddress bind) {
        return bind instanceof UnixDomainSocketAddress
                || (bind instanceof InetSocketAddress at
                        && at.getAddress() != null
                        && at.getAddress().isLoopbackAddress());
    }

    String name() {
        return listener.name();
    }
}
