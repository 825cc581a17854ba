package dev.clawgateway.client.http;

import dev.clawgateway.client.http.wire.HttpHead;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a gateway answered, good or bad. */
public final class HttpAnswer {
    private final URI gateway;
    private final HttpHead head;
    private final byte[] body;

    HttpAnswer(URI gateway, HttpHead head, byte[] body) {
        this.gateway = gateway;
        this.head = head;
        this.body = body;
    }

    /** Which gateway answered. */
    public URI gateway() {
        return gateway;
    }

    public int status() {
        return head.status();
    }

    /** A field of its head; null where there is none. */
    public @Nullable String field(String name) {
        return head.field(name);
    }

    public byte[] body() {
        return body.clone();
    }

    /**
     * What an error says of itself, as the families of the gateway's own HTTP write it, behind a
     * colon; empty when it says nothing.
     */
    public String reason() {
        try {
            JsonNode error = JsonTree.parse(body);
            JsonNode detail =
                    error.path("detail").isString() ? error.path("detail") : error.path("error");
            return detail.isString() ? ": " + detail.stringValue() : "";
        } catch (JsonFormatException _) {
            return "";
        }
    }

    /** How long the gateway asked to be left alone; zero when it did not. */
    public Duration retryAfter() {
        return head.retryAfter();
    }
}
