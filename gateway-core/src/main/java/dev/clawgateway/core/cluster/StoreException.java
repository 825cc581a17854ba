package dev.clawgateway.core.cluster;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The store cannot be opened, read or written. The message names the place and what to do. */
public final class StoreException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final boolean full;

    public StoreException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private StoreException(String message, @Nullable Throwable cause, boolean full) {
        super(message, cause);
        this.full = full;
    }

    /**
     * The disk has no room. The same batch may be committed again, and must be before any other:
     * whether some of it landed does not matter then.
     */
    public static StoreException full(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, true);
    }

    /** Whether all that is wrong is that the disk has no room. */
    public boolean full() {
        return full;
    }
}
