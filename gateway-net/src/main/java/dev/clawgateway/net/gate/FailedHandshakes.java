package dev.clawgateway.net.gate;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * Counts TLS handshakes that took too long or went wrong. Stands behind TLS until the handshake is
 * done. Safe to share.
 */
@ChannelHandler.Sharable
public final class FailedHandshakes extends ChannelInboundHandlerAdapter {
    private final TrafficCounters traffic;

    public FailedHandshakes(TrafficCounters traffic) {
        this.traffic = traffic;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        ctx.fireUserEventTriggered(event);
        if (event instanceof SslHandshakeCompletionEvent done) {
            if (!done.isSuccess()) {
                traffic.refused("tls_handshake");
            }
            ctx.pipeline().remove(this);
        }
    }
}
