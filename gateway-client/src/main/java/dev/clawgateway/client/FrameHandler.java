package dev.clawgateway.client;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the frames of one channel into calls of its listener; holds no rules. */
final class FrameHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Duration MAX_HINT = Duration.ofMinutes(10);
    private static final Pattern HINT = Pattern.compile("; retry after (\\d{1,7}) ms$");

    private final ConnectionListener listener;
    private @Nullable Disconnection why;
    private boolean connected;

    FrameHandler(ConnectionListener listener) {
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connected = true;
        context.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            listener.opened(new ChannelConnection(context.channel()));
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> listener.received(text.text());
            case CloseWebSocketFrame close -> closed(context, close);
            default -> {
                // The gateway sends text only; control frames are answered further down.
            }
        }
    }

    private void closed(ChannelHandlerContext context, CloseWebSocketFrame frame) {
        int code = frame.statusCode() < 0 ? 1005 : frame.statusCode();
        String reason = frame.reasonText().isEmpty() ? "no reason given" : frame.reasonText();
        why = new Disconnection(code, 0, reason, askedToWait(reason));
        context.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            listener.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        // Without a channelActive the connect itself failed, and its future tells the listener.
        if (connected) {
            connected = false;
            listener.closed(why != null ? why : Disconnection.abnormal("the connection was lost"));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (why == null) {
            why = explain(cause);
        }
        var _ = context.close();
    }

    private static Disconnection explain(Throwable cause) {
        if (cause instanceof WebSocketClientHandshakeException refused
                && refused.response() != null) {
            HttpResponse response = refused.response();
            return new Disconnection(
                    Disconnection.ABNORMAL,
                    response.status().code(),
                    response.status().reasonPhrase(),
                    retryAfter(response.headers().get("Retry-After")));
        }
        String trust = TlsTrouble.words(cause);
        String message = trust != null ? trust : cause.getMessage();
        return Disconnection.abnormal(message != null ? message : cause.getClass().getSimpleName());
    }

    /** A gateway that says when to come back says so at the end of its reason. */
    private static Duration askedToWait(String reason) {
        Matcher hint = HINT.matcher(reason);
        if (!hint.find()) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofMillis(Long.parseLong(hint.group(1)));
        return asked.compareTo(MAX_HINT) > 0 ? MAX_HINT : asked;
    }

    /** Seconds only: the other form of the header, a date, would need trust in two clocks. */
    private static Duration retryAfter(@Nullable String header) {
        if (header == null || !header.matches("\\d{1,6}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(header));
        return asked.compareTo(MAX_HINT) > 0 ? MAX_HINT : asked;
    }
}
