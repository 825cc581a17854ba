package dev.clawgateway.net.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response. Length and connection headers are added when it is sent.
 *
 * @param contentType empty for an answer without a body
 * @param body read once and not to be changed
 */
public record RouteAnswer(
        int status, String contentType, ByteBuffer body, Map<String, String> headers) {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    public RouteAnswer {
        // By name, because the library's own maps have another order in every process.
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    public static RouteAnswer of(int status, String contentType, byte[] body) {
        return new RouteAnswer(status, contentType, ByteBuffer.wrap(body), Map.of());
    }

    /** JSON, written already. */
    public static RouteAnswer json(int status, byte[] utf8) {
        return of(status, JSON, utf8);
    }

    public static RouteAnswer text(int status, String text) {
        return of(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Without a body. */
    public static RouteAnswer empty(int status) {
        return of(status, "", new byte[0]);
    }

    /** The same with one more header. */
    public RouteAnswer with(String name, String value) {
        return with(Map.of(name, value));
    }

    /** The same with more headers. */
    public RouteAnswer with(Map<String, String> others) {
        Map<String, String> more = new HashMap<>(headers);
        more.putAll(others);
        return new RouteAnswer(status, contentType, body, more);
    }
}
