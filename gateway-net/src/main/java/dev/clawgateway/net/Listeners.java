package dev.clawgateway.net;

import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where connections come from: sockets, or whatever a test or a simulation has instead. */
public interface Listeners {
    /**
     * Listens.
     *
     * @param connection put into the pipeline of everything that is accepted, first of all: it
     *     furnishes the rest
     * @throws IOException when the address cannot be had; the message names it
     */
    Listening listen(NetSettings settings, ChannelHandler connection) throws IOException;

    /** Asked anew for every connection, so that certificates can be exchanged; null for none. */
    default @Nullable Supplier<SslContext> tls() {
        return null;
    }
}
