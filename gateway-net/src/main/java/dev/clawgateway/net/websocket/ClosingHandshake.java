package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.OutputEnd;
import dev.clawgateway.net.websocket.frame.FrameWriter;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How the gateway ends a session (RFC 6455 section 7). Confined to the session's event loop. */
final class ClosingHandshake {
    /** A control frame holds 125 bytes, two of them the code. */
    private static final int MAX_REASON_BYTES = 123;

    private final Channel channel;
    private final Duration linger;

    /**
     * An end that is still to come.
     *
     * @param linger how long the peer may take to answer
     */
    ClosingHandshake(Channel channel, Duration linger) {
        this.channel = channel;
        this.linger = linger;
    }

    /** Sends a Close once what waits is sent, and drops the connection when the time is over. */
    void begin(FrameWriter writer, int code, String reason) {
        writer.whenDone(() -> sendClose(code, reason));
        var _ = channel.eventLoop().schedule(this::drop, linger.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void sendClose(int code, String reason) {
        // Who is beyond our decoder, or knows no Close frames, sees the end of the stream at least.
        CloseWebSocketFrame frame =
                new CloseWebSocketFrame(new WebSocketCloseStatus(code, shortened(reason), false));
        var _ = channel.writeAndFlush(frame).addListener(_ -> OutputEnd.of(channel));
    }

    void drop() {
        var _ = channel.close();
    }

    /** As many whole characters as fit. */
    private static String shortened(String reason) {
        int end = 0;
        int bytes = 0;
        while (end < reason.length()) {
            int next = reason.offsetByCodePoints(end, 1);
            bytes += ByteBufUtil.utf8Bytes(reason, end, next);
            if (bytes > MAX_REASON_BYTES) {
                return reason.substring(0, end);
            }
            end = next;
        }
        return reason;
    }
}
