package dev.clawgateway.net;

import dev.clawgateway.core.Peer;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/** What a connection tells of its other end. */
final class Peers {
    private static final String LISTENER = "server";

    private Peers() {}

    static Peer of(Channel channel, NetSettings settings) {
        boolean local =
                settings.bind().getAddress() != null
                        && settings.bind().getAddress().isLoopbackAddress();
        return channel.remoteAddress() instanceof InetSocketAddress remote
                ? new Peer(
                        LISTENER,
                        local,
                        remote.getAddress().getHostAddress(),
                        remote.getPort(),
                        null,
                        null)
                : new Peer(LISTENER, local, "", 0, null, null);
    }
}
