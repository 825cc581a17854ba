package dev.clawgateway.client.http.wire;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request. Immutable. */
public final class HttpAsked {
    /** By which a change that is asked for again is known. */
    public static final String KEY = "Idempotency-Key";

    private final String method;
    private final String target;
    private final Map<String, String> fields;
    private final byte @Nullable [] body;

    /**
     * A request.
     *
     * @param target path and query, beginning with a slash
     * @param fields of its head, beside those that every request has
     * @param body null for none; not copied, and nobody changes it
     */
    public HttpAsked(
            String method, String target, Map<String, String> fields, byte @Nullable [] body) {
        this.method = method;
        this.target = target;
        this.fields = Map.copyOf(fields);
        this.body = body;
    }

    /** Without a body. */
    public static HttpAsked of(String method, String target) {
        return new HttpAsked(method, target, Map.of(), null);
    }

    /** The same with one more field. */
    public HttpAsked with(String name, String value) {
        Map<String, String> more = new HashMap<>(fields);
        more.put(name, value);
        return new HttpAsked(method, target, more, body);
    }

    /** Whether there is such a field, written so. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    Map<String, String> fields() {
        return fields;
    }

    byte @Nullable [] body() {
        return body;
    }

    /** Whether it makes no difference to be heard twice: a question, or a change with its key. */
    boolean repeatable() {
        return !changes() || fields.containsKey(KEY);
    }

    boolean changes() {
        return !method.equals("GET") && !method.equals("HEAD");
    }
}
