package dev.clawgateway.net.gate;

import dev.clawgateway.core.Peer;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/**
 * A door to the gateway.
 *
 * @param local whether only this machine can reach it
 */
public record Listener(String name, boolean local) {
    /** Who came in by it. */
    public Peer peer(Channel channel) {
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
}
