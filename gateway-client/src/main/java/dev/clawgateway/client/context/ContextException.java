package dev.clawgateway.client.context;

import java.io.Serial;

/** The contexts cannot be read or kept; the text names the file and says what to do. */
public final class ContextException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    ContextException(String message) {
        super(message);
    }
}
