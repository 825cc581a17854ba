package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.websocket.frame.FrameKind;
import dev.clawgateway.net.websocket.frame.Inbound;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.nio.charset.StandardCharsets;

/**
 * Sends every message back as it came, text as text and binary as binary, by the pipeline that
 * sessions have in production. Texts take the whole way, the bounded writer included. Binary
 * messages, which no dialect sends, are answered by a handler in front of the session's own.
 */
final class EchoDialect implements Dialect {
    @Override
    public Interest opened(Session session, Handshake handshake) {
        ChannelPipeline pipeline = ((SocketSession) session).channel().pipeline();
        pipeline.addBefore(
                pipeline.context(SessionHandler.class).name(), "binary echo", new BinaryEcho());
        return new Interest.Taken(PeerRole.OPERATOR, new Echo(session), () -> {});
    }

    @Override
    public Interest spoken(Session session, Handshake handshake, String firstMessage) {
        throw new IllegalStateException("every session was claimed when it opened");
    }

    @Override
    public String refusal(Fault fault, String detail) {
        return detail;
    }

    private record Echo(Session session) implements Conversation {
        @Override
        public void received(String message) {
            session.send(FrameKind.REPLY, "echo", message.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void dropped(String why) {
            session.send(FrameKind.REPLY, "echo", why.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void closed() {
            // Has nothing of its own.
        }
    }

    private static final class BinaryEcho extends SimpleChannelInboundHandler<Inbound.Binary> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, Inbound.Binary message) {
            var _ = ctx.writeAndFlush(new BinaryWebSocketFrame(message.payload()));
        }
    }
}
