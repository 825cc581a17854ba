package dev.clawgateway.client.configuration;

import java.io.Serial;

/** The gateway refuses, or did not answer; the text says what was in the way. */
public final class ConfigurationException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;

    ConfigurationException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** The HTTP status of the answer; 0 when there was none, or none that can be read. */
    public int status() {
        return status;
    }
}
