package dev.clawgateway.client.discovery;

import java.io.Serial;
import java.time.Duration;

/** No gateway answered as it should; the text says what was in the way, for people. */
public final class DiscoveryException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;
    private final Duration retryAfter;

    DiscoveryException(String message, int status, Duration retryAfter) {
        super(message);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** The HTTP status of the answer; 0 when there was none, or none that can be read. */
    public int status() {
        return status;
    }

    /** How long the gateway asked to be left alone; zero when it did not. */
    Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
