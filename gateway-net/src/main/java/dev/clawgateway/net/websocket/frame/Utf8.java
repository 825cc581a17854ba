package dev.clawgateway.net.websocket.frame;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text that arrives in parts, checked byte by byte as it arrives: a peer hears of a byte that no
 * text can hold when it has sent that byte, not when its message ends. Java's own decoder looks at
 * the second byte of a surrogate only with the third. Confined to one event loop.
 */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private int checked;

    /** Bytes that the character under way still needs, and within which bounds the next one is. */
    private int needed;

    private int lowest;
    private int highest;

    /**
     * Whether text may begin like this: with the bytes of the last call, and more after them.
     *
     * @param text on the heap
     */
    boolean mayBegin(ByteBuf text) {
        byte[] bytes = text.array();
        int offset = text.arrayOffset();
        for (; checked < text.writerIndex(); checked++) {
            int next = bytes[offset + checked];
            if (needed == 0 ? next < 0 && !begin(next & 0xff) : !goOn(next & 0xff)) {
                return false;
            }
        }
        return true;
    }

    /** The first byte of a longer character (RFC 3629 section 4). */
    private boolean begin(int first) {
        if (first < 0xc2 || first > 0xf4) {
            return false;
        }
        needed = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
        lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        return true;
    }

    private boolean goOn(int next) {
        if (next < lowest || next > highest) {
            return false;
        }
        needed--;
        lowest = 0x80;
        highest = 0xbf;
        return true;
    }

    /** Null when it is no UTF-8. */
    static @Nullable String decode(byte[] bytes) {
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        return decoded.indexOf(REPLACEMENT) < 0 || isUtf8(bytes) ? decoded : null;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
