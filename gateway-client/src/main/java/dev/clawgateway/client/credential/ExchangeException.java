package dev.clawgateway.client.credential;

import java.io.Serial;

/** A token was not exchanged; the text says why. */
public final class ExchangeException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final boolean refused;

    /**
     * Why there is none.
     *
     * @param refused whether the gateway knows the token and does not take it, so that asking again
     *     is of no use
     */
    public ExchangeException(String message, boolean refused) {
        super(message);
        this.refused = refused;
    }

    boolean refused() {
        return refused;
    }
}
