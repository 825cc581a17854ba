package dev.clawgateway.client.api;

import java.io.Serial;

/**
 * A change was asked for, and no answer came, or the gateway itself does not know: it may be done
 * or not. Nobody may ask for it again without having looked, but under the key it had.
 */
public final class OutcomeUnknownException extends GatewayException {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * @param message what was in the way of an answer
     */
    public OutcomeUnknownException(String message) {
        super(message, false);
    }
}
