package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.WriteGuard;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.net.websocket.frame.FrameDecoder;
import dev.clawgateway.net.websocket.frame.Inbound;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the decoder and the conversation: messages, their limits, control frames, the end.
 * Confined to the session's event loop. Holds no rule of any dialect.
 */
final class SessionHandler extends SimpleChannelInboundHandler<Inbound> {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHandler.class);

    private final SocketSession session;
    private final FrameDecoder decoder;
    private final SessionContext shared;
    private final FirstContact contact;
    private final ControlFrameLimit controlFrames;
    private int oversize;

    SessionHandler(
            SocketSession session,
            FrameDecoder decoder,
            Handshake handshake,
            SessionContext shared) {
        this.session = session;
        this.decoder = decoder;
        this.shared = shared;
        this.contact = new FirstContact(session, handshake, shared);
        this.controlFrames =
                new ControlFrameLimit(
                        () -> session.messages().controlFrames(), shared.time().nanos());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        WriteGuard.owned(ctx.channel(), session);
        shared.sessions().opened(session);
        contact.begin();
    }

    /** The peer has been told that it is a session now. */
    void opened() {
        contact.opened();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Inbound inbound) {
        if (session.closing()) {
            answerClose(ctx, inbound);
            return;
        }
        switch (inbound) {
            case Inbound.Text text -> message(text.text(), text.bytes());
            case Inbound.Binary binary -> binary(binary);
            case Inbound.Oversize big -> oversize(big);
            case Inbound.Ping ping -> ping(ctx, ping);
            case Inbound.Pong _ -> pong();
            case Inbound.Close _ -> answerClose(ctx, inbound);
            case Inbound.Violation violation -> violation(violation);
        }
    }

    /** Means the same as text here: claw clients send either. */
    private void binary(Inbound.Binary binary) {
        String text = binary.text();
        if (text == null) {
            dropped("the message is not UTF-8", "not_utf8");
        } else {
            message(text, binary.payload().readableBytes());
        }
    }

    private void message(String text, int bytes) {
        session.heard();
        Conversation conversation = session.state().conversation();
        if (conversation == null) {
            contact.spoken(text);
        } else {
            conversation.received(text);
        }
        if (session.state().conversation() != null) {
            limitRate(bytes);
        }
    }

    private void limitRate(int bytes) {
        long pause = session.rate().spend(bytes, shared.time().nanos());
        if (pause == 0) {
            return;
        }
        shared.traffic().violated("message_rate");
        if (session.rate().exhausted()) {
            flooded("too many messages", "message_rate");
        } else {
            decoder.throttle(Duration.ofNanos(pause));
        }
    }

    private void oversize(Inbound.Oversize big) {
        oversize++;
        MessageLimits limits = session.messages();
        dropped(big.bytes() + " bytes; at most " + limits.maxBytes() + " are accepted", "oversize");
        if (oversize > limits.maxOversize()) {
            session.close(CloseCode.TOO_BIG, "too many oversize messages", "oversize");
        }
    }

    private void dropped(String why, String rule) {
        session.heard();
        shared.traffic().violated(rule);
        Conversation conversation = session.state().conversation();
        if (conversation != null) {
            conversation.dropped(why);
            return;
        }
        contact.refuse(Dialect.Fault.UNREADABLE, why);
        if (rule.equals("not_utf8")) {
            session.close(CloseCode.PROTOCOL_ERROR, "unknown first message", "unknown_dialect");
        }
    }

    private void ping(ChannelHandlerContext ctx, Inbound.Ping ping) {
        // A peer that does not read gets no pong, so that pongs never pile up.
        if (controlFrame() && ctx.channel().isWritable()) {
            var _ = ctx.writeAndFlush(new PongWebSocketFrame(ping.payload()));
        }
    }

    private void pong() {
        if (controlFrame()) {
            session.ponged();
        }
    }

    private boolean controlFrame() {
        session.heard();
        if (controlFrames.allow(shared.time().nanos())) {
            return true;
        }
        shared.traffic().violated("control_frames");
        flooded("too many control frames", "control_frames");
        return false;
    }

    /** Reading on for the peer's Close would take the time that the flood was to take. */
    private void flooded(String why, String rule) {
        decoder.turnDeaf();
        session.close(CloseCode.POLICY, why, rule);
    }

    private void answerClose(ChannelHandlerContext ctx, Inbound inbound) {
        if (!(inbound instanceof Inbound.Close(int code))) {
            return; // what a peer says after our Close is nobody's business
        } else if (session.closing()) {
            var _ = ctx.close();
            return;
        }
        decoder.turnDeaf();
        CloseWebSocketFrame echo =
                code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, "");
        var _ = ctx.writeAndFlush(echo).addListener(ChannelFutureListener.CLOSE);
    }

    private void violation(Inbound.Violation violation) {
        boolean noRoom = violation.closeCode() == CloseCode.TRY_LATER;
        if (!noRoom) {
            shared.traffic().violated("close_" + violation.closeCode());
        }
        String cause = noRoom ? "inbound_memory" : "violation";
        session.close(violation.closeCode(), violation.why(), cause);
    }

    /** Who speaks no more has left, with or without a Close. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            var _ = ctx.close();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        session.writabilityChanged();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        contact.ended();
        session.ended();
        Conversation conversation = session.state().conversation();
        if (conversation != null) {
            conversation.closed();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof CodecException) {
            LOG.atDebug().addKeyValue("peer", session.peer()).setCause(cause).log("broke off");
            var _ = ctx.close(); // the peer dropped the connection, or its TLS is broken
            return;
        }
        LOG.atError().addKeyValue("peer", session.peer()).setCause(cause).log("session failed");
        session.close(CloseCode.INTERNAL, "internal error", "internal");
    }
}
