package dev.clawgateway.net;

import io.netty.channel.ChannelHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where connections come from: sockets, or whatever a test or a simulation has instead. */
public interface Listeners {
    /**
     * Listens at an entrance.
     *
     * @param acceptor put into the pipeline of the listener itself
     * @param connection put into the pipeline of everything that is accepted, first of all: it
     *     furnishes the rest
     * @throws IOException when the address cannot be had; the message names it
     */
    Listening listen(
            Entrance entrance,
            NetSettings settings,
            ChannelHandler acceptor,
            ChannelHandler connection)
            throws IOException;

    /** How the listener of that name speaks TLS; null where it does not. */
    default @Nullable TlsSetup tls(String listener) {
        return null;
    }
}
