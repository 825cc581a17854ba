package dev.clawgateway.net.websocket.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Puts the payloads of a message's frames together. Keeps at most the size limit: of a larger
 * message only the length is remembered, so that a peer can make the gateway hold no more than the
 * limit, whatever it declares.
 */
final class MessageAssembler {
    private static final char REPLACEMENT = '\uFFFD';

    private int maxBytes;
    private @Nullable ByteBuf kept;
    private boolean text;
    private boolean open;
    private int fragments;
    private long received;

    /** Whether a message has begun and not ended. */
    boolean open() {
        return open;
    }

    int fragments() {
        return fragments;
    }

    /** Payload bytes of the message so far. */
    long received() {
        return received;
    }

    void begin(boolean isText, int mostBytes) {
        maxBytes = mostBytes;
        open = true;
        text = isText;
        fragments = 0;
        received = 0;
    }

    void fragment() {
        fragments++;
    }

    /** Takes {@code count} bytes, already unmasked. */
    void take(ByteBufAllocator allocator, ByteBuf in, int count) {
        received += count;
        if (received > maxBytes) {
            release();
            in.skipBytes(count);
            return;
        }
        ByteBuf buffer = kept;
        if (buffer == null) {
            buffer = allocator.heapBuffer(count, maxBytes);
            kept = buffer;
        }
        buffer.writeBytes(in, count);
    }

    /** The whole message; ends it. */
    Inbound finish() {
        open = false;
        if (received > maxBytes) {
            return new Inbound.Oversize(received);
        }
        byte[] bytes = keptBytes();
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        if (decoded.indexOf(REPLACEMENT) < 0 || isUtf8(bytes)) {
            return new Inbound.Message(decoded, bytes.length);
        }
        return text
                ? new Inbound.Violation(CloseCode.NOT_UTF8, "text that is not UTF-8")
                : new Inbound.Unreadable(bytes.length);
    }

    void release() {
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }

    private byte[] keptBytes() {
        byte[] bytes = new byte[kept == null ? 0 : kept.readableBytes()];
        if (kept != null) {
            kept.readBytes(bytes);
        }
        release();
        return bytes;
    }

    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
