package dev.clawgateway.client.provider;

import java.io.Serial;

/** Nobody could be signed in; the text says what was in the way, for people. */
public final class ProviderException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    ProviderException(String message) {
        super(message);
    }
}
