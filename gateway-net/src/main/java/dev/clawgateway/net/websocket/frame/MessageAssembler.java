package dev.clawgateway.net.websocket.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the payloads of a message's frames together. Keeps at most the size limit: of a larger
 * message only the length is remembered, so that a peer can make the gateway hold no more than the
 * limit, whatever it declares.
 */
final class MessageAssembler {
    private int maxBytes;
    private @Nullable ByteBuf kept;

    /** Of a text that has arrived in part. */
    private @Nullable Utf8 progress;

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

    /** Bytes of the message that are kept. */
    int held() {
        return kept == null ? 0 : kept.readableBytes();
    }

    void begin(boolean isText, int mostBytes) {
        maxBytes = mostBytes;
        open = true;
        text = isText;
        fragments = 0;
        received = 0;
        progress = null;
    }

    void fragment() {
        fragments++;
    }

    /** Whether it would keep {@code count} bytes more. */
    boolean keeps(int count) {
        return received + count <= maxBytes;
    }

    /** Takes {@code count} bytes, already unmasked if it keeps them. */
    void take(ByteBuf in, int count) {
        boolean keeps = keeps(count);
        received += count;
        if (!keeps) {
            release();
            in.skipBytes(count);
            return;
        }
        ByteBuf buffer = kept;
        if (buffer == null) {
            // Of no pool, which would keep for good what a flood of large messages took.
            buffer = Unpooled.buffer(count, maxBytes);
            kept = buffer;
        }
        buffer.writeBytes(in, count);
    }

    /**
     * Whether what was taken so far may be the begin of a message. Costs something, so it is asked
     * only when more has to come: the end is checked by {@link #finish}.
     */
    boolean mayGoOn() {
        ByteBuf buffer = kept;
        if (!text || buffer == null) {
            return true;
        }
        Utf8 check = progress == null ? new Utf8() : progress;
        progress = check;
        return check.mayBegin(buffer);
    }

    /** The whole message; ends it. */
    Inbound finish() {
        open = false;
        progress = null;
        if (received > maxBytes) {
            return new Inbound.Oversize(received);
        }
        byte[] bytes = keptBytes();
        if (!text) {
            return new Inbound.Binary(Unpooled.wrappedBuffer(bytes));
        }
        String decoded = Utf8.decode(bytes);
        return decoded == null
                ? new Inbound.Violation(CloseCode.NOT_UTF8, "text that is not UTF-8")
                : new Inbound.Text(decoded, bytes.length);
    }

    void release() {
        progress = null;
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }

    private byte[] keptBytes() {
        ByteBuf buffer = kept;
        if (buffer == null) {
            return new byte[0];
        }
        byte[] bytes = buffer.array();
        int length = buffer.writerIndex();
        release();
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
