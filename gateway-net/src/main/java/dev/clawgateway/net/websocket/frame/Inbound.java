package dev.clawgateway.net.websocket.frame;

import io.netty.buffer.ByteBuf;

/** What the {@link FrameDecoder} makes of a peer's bytes. */
public sealed interface Inbound {
    /** A whole data message, text or binary: both mean the same here. */
    record Message(String text, int bytes) implements Inbound {}

    /** A binary message that is not UTF-8; a text message of that kind is a {@link Violation}. */
    record Unreadable(int bytes) implements Inbound {}

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
