package dev.clawgateway.core.state;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The store cannot be opened, read or written. The message names the place and what to do. */
public final class StoreException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
