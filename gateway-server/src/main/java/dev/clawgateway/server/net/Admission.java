package dev.clawgateway.server.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** First in every pipeline: counts the connection, or drops it when there are too many. */
final class Admission extends ChannelInboundHandlerAdapter {
    private final ConnectionGate gate;
    private final TrafficCounters traffic;
    private ConnectionGate.@Nullable Stranger stranger;
    private boolean counted;

    Admission(ConnectionGate gate, TrafficCounters traffic) {
        this.gate = gate;
        this.traffic = traffic;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        counted = true;
        if (!gate.entered()) {
            refuse(ctx, "connections");
        } else if (ctx.channel().remoteAddress() instanceof InetSocketAddress address) {
            stranger = new ConnectionGate.Stranger(address.getAddress(), ctx.channel());
            ConnectionGate.Stranger silent = gate.admit(stranger);
            if (silent != null) {
                traffic.refused("strangers_per_address");
                var _ = silent.channel().close();
            }
            ctx.fireChannelActive();
        } else {
            ctx.fireChannelActive();
        }
    }

    private void refuse(ChannelHandlerContext ctx, String reason) {
        traffic.refused(reason);
        var _ = ctx.close();
    }

    /** The peer has said who it is. */
    void recognized() {
        if (stranger != null) {
            gate.forgetStranger(stranger);
            stranger = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        recognized();
        if (counted) {
            counted = false;
            gate.left();
        }
        ctx.fireChannelInactive();
    }
}
