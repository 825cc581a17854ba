package dev.clawgateway.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** A connection over one Netty channel. */
final class ChannelConnection implements Connection {
    private final Channel channel;

    ChannelConnection(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void send(String message) {
        var _ = channel.writeAndFlush(new TextWebSocketFrame(message), channel.voidPromise());
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void close(int code, String reason) {
        channel.writeAndFlush(new CloseWebSocketFrame(code, reason))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void drop() {
        var _ = channel.close();
    }
}
