package dev.clawgateway.client.api;

import java.io.Serial;

/**
 * A question to a gateway got no good answer. Whether it was heard is not known, unless a subclass
 * says so. The message is for people.
 */
public class GatewayException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final boolean retryHelps;

    /**
     * @param retryHelps whether the same question, on a new connection, may be answered
     */
    public GatewayException(String message, boolean retryHelps) {
        super(message);
        this.retryHelps = retryHelps;
    }

    /** Whether the same question may be answered later, without being changed. */
    public boolean retryHelps() {
        return retryHelps;
    }
}
