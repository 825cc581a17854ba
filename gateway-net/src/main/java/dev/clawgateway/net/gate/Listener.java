package dev.clawgateway.net.gate;

import dev.clawgateway.core.Peer;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A door to the gateway.
 *
 * @param local whether only this machine can reach it
 */
public record Listener(String name, boolean local) {
    /** Who came in by it. */
    public Peer peer(Channel channel) {
        if (channel instanceof EpollDomainSocketChannel unix) {
            return new Peer(name, local, "", 0, null, user(unix));
        }
        return channel.remoteAddress() instanceof InetSocketAddress remote
                ? new Peer(
                        name,
                        local,
                        remote.getAddress().getHostAddress(),
                        remote.getPort(),
                        null,
                        null)
                : new Peer(name, local, "", 0, null, null);
    }

    /** Null when it has gone meanwhile. */
    private static @Nullable Integer user(EpollDomainSocketChannel channel) {
        try {
            return channel.peerCredentials().uid();
        } catch (IOException _) {
            return null;
        }
    }
}
