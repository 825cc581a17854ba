package dev.clawgateway.net;

import dev.clawgateway.net.gate.Listener;
import dev.clawgateway.net.http.Router;
import dev.clawgateway.net.websocket.Dialect;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A way in: where it is, and what is served there.
 *
 * @param dialects of sessions, asked in this order about a first message; the first also speaks to
 *     strangers. Without any, there are no sessions here
 */
public record Entrance(
        Listener listener, InetSocketAddress bind, List<Dialect> dialects, Router router) {
    public Entrance {
        dialects = List.copyOf(dialects);
    }

    /** Under a name; whether only this machine can reach it is told by its address. */
    public Entrance(String name, InetSocketAddress bind, List<Dialect> dialects, Router router) {
        this(new Listener(name, local(bind)), bind, dialects, router);
    }

    private static boolean local(InetSocketAddress bind) {
        return bind.getAddress() != null && bind.getAddress().isLoopbackAddress();
    }

    String name() {
        return listener.name();
    }
}
