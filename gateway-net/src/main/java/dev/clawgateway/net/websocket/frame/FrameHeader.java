package dev.clawgateway.net.websocket.frame;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The head of one frame (RFC 6455 section 5.2).
 *
 * @param length of the payload; negative when its top bit was set, which is forbidden
 */
record FrameHeader(boolean fin, int reserved, int opcode, boolean masked, long length, int mask) {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int MAX_CONTROL_PAYLOAD = 125;

    /** Consumes a header; null, consuming nothing, when it has not arrived whole. */
    static @Nullable FrameHeader read(ByteBuf in) {
        if (in.readableBytes() < 2) {
            return null;
        }
        int first = in.getUnsignedByte(in.readerIndex());
        int second = in.getUnsignedByte(in.readerIndex() + 1);
        boolean masked = (second & 0x80) != 0;
        int shortLength = second & 0x7f;
        int lengthBytes = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
        if (in.readableBytes() < 2 + lengthBytes + (masked ? 4 : 0)) {
            return null;
        }
        in.skipBytes(2);
        long length =
                switch (lengthBytes) {
                    case 2 -> in.readUnsignedShort();
                    case 8 -> in.readLong();
                    default -> shortLength;
                };
        int mask = masked ? in.readInt() : 0;
        return new FrameHeader(
                (first & 0x80) != 0, (first >> 4) & 7, first & 0x0f, masked, length, mask);
    }

    boolean control() {
        return opcode >= CLOSE;
    }

    /** What is wrong with it, whatever came before; null when nothing is. */
    @Nullable String fault() {
        if (reserved != 0) {
            return "reserved bits are set, but no extension was agreed";
        } else if (!masked) {
            return "a client's frame must be masked";
        } else if (opcode > PONG || (opcode > BINARY && opcode < CLOSE)) {
            return "unknown opcode " + opcode;
        } else if (length < 0) {
            return "negative length";
        } else if (control() && !fin) {
            return "a control frame must not be fragmented";
        } else if (control() && length > MAX_CONTROL_PAYLOAD) {
            return "a control frame must not exceed 125 bytes";
        }
        return null;
    }
}
