package dev.clawgateway.server.config.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Text that a person wrote with whatever editor: UTF-8, or UTF-16 where a byte order mark says so.
 */
public final class PlainText {
    private static final char MARK = '\uFEFF';

    private PlainText() {}

    /** The text without its byte order mark. Fails where it is neither. */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        String text = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }

    private static Charset charset(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        return first == 0xFEFF || first == 0xFFFE
                ? StandardCharsets.UTF_16
                : StandardCharsets.UTF_8;
    }
}
