package dev.clawgateway.client.http;

import java.net.URI;
import java.time.Duration;

/** What a gateway answered, good or bad. */
public final class HttpAnswer {
    private final URI gateway;
    private final int status;
    private final byte[] body;
    private final Duration retryAfter;

    HttpAnswer(URI gateway, int status, byte[] body, Duration retryAfter) {
        this.gateway = gateway;
        this.status = status;
        this.body = body;
        this.retryAfter = retryAfter;
    }

    /** Which gateway answered. */
    public URI gateway() {
        return gateway;
    }

    public int status() {
        return status;
    }

    public byte[] body() {
        return body.clone();
    }

    /** How long the gateway asked to be left alone; zero when it did not. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
