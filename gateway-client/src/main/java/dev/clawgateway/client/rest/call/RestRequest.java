package dev.clawgateway.client.rest.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.client.http.wire.HttpAsked;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** One request for an operation, filled in bit by bit. For one thread. */
public final class RestRequest {
    private static final String BASE = "/api/v1";
    private static final String JSON = "application/json";

    private final RestOperation operation;
    private final String path;
    private final StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    private final Map<String, String> fields = new HashMap<>(Map.of("Accept", JSON));
    private byte @Nullable [] body;

    private RestRequest(RestOperation operation, String path) {
        this.operation = operation;
        this.path = path;
    }

    /**
     * A request without parameters.
     *
     * @param places what stands in the path, in its order
     */
    public static RestRequest of(RestOperation operation, Object... places) {
        String path = operation.path();
        for (Object place : places) {
            int open = path.indexOf('{');
            path = path.substring(0, open) + encoded(place) + path.substring(path.indexOf('}') + 1);
        }
        if (path.contains("{")) {
            throw new IllegalArgumentException(operation + " has more places in its path");
        }
        return new RestRequest(operation, path);
    }

    /** A parameter; null leaves it out. */
    public RestRequest with(String name, @Nullable Object value) {
        if (value != null) {
            query.add(encoded(name) + "=" + encoded(value));
        }
        return this;
    }

    /** A field of the head; null leaves it out. */
    public RestRequest field(String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    /** The name by which the change is done once; null for one of this request's own. */
    public RestRequest key(@Nullable String key) {
        return field(HttpAsked.KEY, key);
    }

    /** A body of JSON. */
    public RestRequest json(byte[] utf8) {
        return body(JSON, utf8);
    }

    /** A body of that type. */
    public RestRequest body(String type, byte[] bytes) {
        fields.put("Content-Type", type);
        body = bytes;
        return this;
    }

    /** The media type of the answer, where that is not JSON. */
    public RestRequest accept(String type) {
        fields.put("Accept", type);
        return this;
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), UTF_8).replace("+", "%20");
    }

    public RestOperation operation() {
        return operation;
    }

    /** As it goes out. */
    public HttpAsked asked() {
        return new HttpAsked(operation.method(), BASE + path + query, fields, body);
    }
}
