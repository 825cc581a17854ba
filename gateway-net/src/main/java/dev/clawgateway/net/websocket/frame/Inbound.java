package dev.clawgateway.net.websocket.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/** What the {@link FrameDecoder} makes of a peer's bytes. */
public sealed interface Inbound {
    /** A whole text message. */
    record Text(String text, int bytes) implements Inbound {}

    /** A whole binary message. The payload is on the heap and needs no release. */
    record Binary(ByteBuf payload) implements Inbound {
        /** What it says, should it be text all the same; null when it is not UTF-8. */
        public @Nullable String text() {
            return Utf8.decode(ByteBufUtil.getBytes(payload));
        }
    }

    /** A message above the size limit, whose bytes were not kept. */
    record Oversize(long bytes) implements Inbound {}

    /** The payload is on the heap and needs no release. */
    record Ping(ByteBuf payload) implements Inbound {}

    record Pong() implements Inbound {}

    /**
     * The peer ends the session.
     *
     * @param code to be echoed; -1 when it sent none
     */
    record Close(int code) implements Inbound {}

    /** The peer broke the framing rules; nothing more is decoded. */
    record Violation(int closeCode, String why) implements Inbound {}
}
