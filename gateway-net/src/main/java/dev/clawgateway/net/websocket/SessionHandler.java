package dev.clawgateway.net.websocket;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.gate.Role;
import dev.clawgateway.net.gate.WriteGuard;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the decoder and the conversation: the first message, the limits, control frames, the end.
 * Confined to the session's event loop. Holds no rule of any dialect.
 */
public final class SessionHandler extends SimpleChannelInboundHandler<Inbound> {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHandler.class);

    /** How long a node may take from its first message to its registration. */
    private static final Duration REGISTRATION = Duration.ofMinutes(1);

    private final Session session;
    private final FrameDecoder decoder;
    private final SessionContext shared;
    private final SessionLimits limits;
    private final RateLimit rate;
    private final ControlFrameLimit controlFrames;
    private final Probes probes;
    private @Nullable Conversation conversation;
    private Session.@Nullable Timer timer;
    private int oversize;

    SessionHandler(Session session, FrameDecoder decoder, SessionContext shared) {
        this.session = session;
        this.decoder = decoder;
        this.shared = shared;
        this.limits = shared.limits();
        this.probes = new Probes(session);
        this.rate = new RateLimit(limits.messages(), shared.time().nanos());
        this.controlFrames =
                new ControlFrameLimit(limits.messages().controlFrames(), shared.time().nanos());
    }

    public Session session() {
        return session;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        WriteGuard.owned(ctx.channel(), session);
        shared.registry().opened(session, this);
        Duration limit = limits.connections().firstMessage();
        timer = session.after(limit, this::neverSpoke);
    }

    private void neverSpoke() {
        if (conversation == null) {
            session.close(CloseCode.POLICY, "no first message in time", "never_spoke");
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Inbound inbound) {
        if (session.closing()) {
            answerClose(ctx, inbound);
            return;
        }
        switch (inbound) {
            case Inbound.Message message -> message(message);
            case Inbound.Unreadable _ -> dropped("the message is not UTF-8", "not_utf8");
            case Inbound.Oversize big -> oversize(big);
            case Inbound.Ping ping -> ping(ctx, ping);
            case Inbound.Pong _ -> pong();
            case Inbound.Close _ -> answerClose(ctx, inbound);
            case Inbound.Violation violation -> violation(violation);
        }
    }

    private void message(Inbound.Message message) {
        session.heard();
        Conversation current = conversation;
        if (current == null) {
            current = open(message.text());
            if (current == null) {
                return;
            }
        }
        current.received(message.text());
        if (session.role() == Role.NODE) {
            if (session.takeAnswered()) {
                rate.forgive();
            }
            limitRate(message.bytes());
        }
    }

    private @Nullable Conversation open(String first) {
        for (Dialect dialect : shared.dialects()) {
            Conversation opened = dialect.open(session, first);
            if (opened != null) {
                return admit(opened);
            }
        }
        shared.traffic().violated("unknown_dialect");
        tellStranger(ErrorCode.INVALID_REQUEST, shared.dialects().getFirst().whyNot(first));
        session.close(CloseCode.PROTOCOL_ERROR, "unknown first message", "unknown_dialect");
        return null;
    }

    private @Nullable Conversation admit(Conversation opened) {
        stopWaiting();
        if (!session.admitted()) {
            tellStranger(ErrorCode.OVERLOADED, "too many sessions; try again in a moment");
            session.close(CloseCode.TRY_LATER, "too many sessions", "too_many_sessions");
            return null;
        }
        conversation = opened;
        if (session.role() == Role.OPERATOR) {
            watchIdle(limits.connections().operators().idle());
        } else {
            timer = session.after(REGISTRATION, this::notRegistered);
        }
        return opened;
    }

    private void watchIdle(Duration patience) {
        timer = session.after(patience, this::closeIfIdle);
    }

    private void closeIfIdle() {
        Duration limit = limits.connections().operators().idle();
        Duration idle = session.idleFor();
        if (session.closing()) {
            return;
        } else if (idle.compareTo(limit) >= 0) {
            session.close(CloseCode.NORMAL, "no request for too long", "idle");
        } else {
            watchIdle(limit.minus(idle));
        }
    }

    private void notRegistered() {
        if (session.node() == null) {
            session.close(CloseCode.POLICY, "not registered in time", "never_registered");
        }
    }

    private void tellStranger(ErrorCode code, String detail) {
        String refusal = shared.dialects().getFirst().refusal(code, detail);
        session.send(Lane.REPLY, "error", refusal.getBytes(StandardCharsets.UTF_8));
    }

    private void limitRate(int bytes) {
        long pause = rate.spend(bytes, shared.time().nanos());
        if (pause == 0) {
            return;
        }
        shared.traffic().violated("message_rate");
        if (rate.exhausted()) {
            session.close(CloseCode.POLICY, "too many messages", "message_rate");
        } else {
            decoder.throttle(Duration.ofNanos(pause));
        }
    }

    private void oversize(Inbound.Oversize big) {
        oversize++;
        int limit = limits.messages().maxBytes();
        dropped(big.bytes() + " bytes; at most " + limit + " are accepted", "oversize");
        if (oversize > limits.messages().maxOversize()) {
            session.close(CloseCode.TOO_BIG, "too many oversize messages", "oversize");
        }
    }

    private void dropped(String why, String rule) {
        session.heard();
        shared.traffic().violated(rule);
        if (conversation != null) {
            conversation.dropped(why);
            return;
        }
        tellStranger(ErrorCode.INVALID_REQUEST, why);
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
            probes.ponged();
        }
    }

    /** Event loop only. Never for an operator: its client takes a ping for the reply it awaits. */
    void ping(Duration within, Consumer<Boolean> answer) {
        if (session.closing() || session.role() != Role.NODE) {
            answer.accept(false);
            return;
        }
        probes.await(within, answer);
        session.ping();
    }

    private boolean controlFrame() {
        session.heard();
        if (controlFrames.allow(shared.time().nanos())) {
            return true;
        }
        shared.traffic().violated("control_frames");
        session.close(CloseCode.POLICY, "too many control frames", "control_frames");
        return false;
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
        shared.traffic().violated("close_" + violation.closeCode());
        session.close(violation.closeCode(), violation.why(), "violation");
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
        stopWaiting();
        session.ended();
        probes.ended();
        shared.registry().closed(session);
        Conversation ended = conversation;
        if (ended != null) {
            ended.closed();
        }
        ctx.fireChannelInactive();
    }

    private void stopWaiting() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
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
