package dev.clawgateway.simulation.peer.registry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of one HTTP/1.1 response as they come.
 *
 * <pre>
 * head -> body -> whole
 * </pre>
 */
public final class HttpAnswer {
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding: chunked";
    private static final int HEX = 16;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A response that is there as a whole. */
    public record Whole(int status, String body) {}

    /** More of it came; the response, once it is whole. */
    public @Nullable Whole add(byte[] more) {
        bytes.writeBytes(more);
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        int head = text.indexOf(END_OF_HEAD);
        if (head < 0) {
            return null;
        }
        String headers = text.substring(0, head).toLowerCase(Locale.ROOT);
        String body = text.substring(head + END_OF_HEAD.length());
        String whole = headers.contains(CHUNKED) ? unchunked(body) : sized(headers, body);
        return whole == null ? null : new Whole(status(headers), utf8(whole));
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static int status(String headers) {
        return Integer.parseInt(headers.substring("http/1.1 ".length(), "http/1.1 200".length()));
    }

    private static @Nullable String sized(String headers, String body) {
        int at = headers.indexOf(LENGTH);
        if (at < 0) {
            return "";
        }
        int end = headers.indexOf('\r', at);
        String number = headers.substring(at + LENGTH.length(), end < 0 ? headers.length() : end);
        int length = Integer.parseInt(number.strip());
        return body.length() < length ? null : body.substring(0, length);
    }

    private static @Nullable String unchunked(String body) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (true) {
            int line = body.indexOf("\r\n", at);
            if (line < 0) {
                return null;
            }
            int size = Integer.parseInt(body.substring(at, line), HEX);
            int begin = line + 2;
            if (body.length() < begin + size + 2) {
                return null;
            }
            if (size == 0) {
                return whole.toString();
            }
            whole.append(body, begin, begin + size);
            at = begin + size + 2;
        }
    }
}
