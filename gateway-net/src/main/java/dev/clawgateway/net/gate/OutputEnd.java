package dev.clawgateway.net.gate;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * The first half of an end in two: closing altogether while the peer still sends could destroy what
 * was sent last on its way (RFC 9112, section 9.6).
 */
public final class OutputEnd {
    private OutputEnd() {}

    /** Lets the peer see that nothing more comes. Over TLS nothing is done: it ends otherwise. */
    public static void of(Channel channel) {
        boolean tls = channel.pipeline().get(SslHandler.class) != null;
        if (!tls && channel instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
        }
    }
}
