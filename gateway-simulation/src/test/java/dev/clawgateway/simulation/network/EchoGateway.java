package dev.clawgateway.simulation.network;

import dev.clawgateway.simulation.kernel.SimulatedProcess;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.util.ArrayList;
import java.util.List;

/** Answers every text with itself, and remembers what it was told and how its channels ended. */
final class EchoGateway extends ChannelInitializer<Channel> {
    private static final int MOST_BYTES = 4 << 20;

    final List<String> heard = new ArrayList<>();
    final List<String> ends = new ArrayList<>();
    final List<Channel> channels = new ArrayList<>();

    static EchoGateway on(SimulatedNetwork network, SimulatedProcess process) {
        EchoGateway gateway = new EchoGateway();
        network.listen(process, gateway, List.of(process.thread("loop 1"), process.thread("2")));
        return gateway;
    }

    @Override
    protected void initChannel(Channel channel) {
        channels.add(channel);
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(1024),
                        new WebSocketServerProtocolHandler("/", null, false, MOST_BYTES),
                        new Echo());
    }

    private final class Echo extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            heard.add(frame.text());
            var _ = context.writeAndFlush(frame.retain());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ends.add(String.valueOf(cause.getMessage()));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ends.add("inactive");
        }
    }
}
