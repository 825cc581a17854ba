package dev.clawgateway.core.cluster;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The store cannot be opened, read or written. The message names the place and what to do. */
public final class StoreException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /** What is wrong, as far as it matters to whoever has to mend it. */
    public enum Kind {
        /** It cannot be read or written, for whatever reason. */
        BROKEN,
        /** The disk has no room. */
        FULL,
        /** Somebody else writes now. */
        DEPOSED,
        /** Another process has it open. */
        IN_USE,
        /** It was written by a newer version. */
        NEWER,
        /** It belongs to another user, or may not be accessed. */
        NOT_OURS,
        /** Bytes were changed or are missing, or it ends before what was acknowledged. */
        DAMAGED
    }

    private final Kind kind;

    public StoreException(String message, @Nullable Throwable cause) {
        this(message, cause, Kind.BROKEN);
    }

    public StoreException(String message, @Nullable Throwable cause, Kind kind) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * The disk has no room. The same batch may be committed again, and must be before any other:
     * whether some of it landed does not matter then.
     */
    public static StoreException full(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, Kind.FULL);
    }

    /** Somebody else writes now, in a later term. Nothing of the batch landed. */
    public static StoreException deposed(Term own, Term current) {
        return new StoreException(
                "term "
                        + own.number()
                        + " is over: the store is written in term "
                        + current.number()
                        + " now",
                null,
                Kind.DEPOSED);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether all that is wrong is that the disk has no room. */
    public boolean full() {
        return kind == Kind.FULL;
    }

    /** Whether somebody else writes now: this writer is to end, and loses nothing it was told. */
    public boolean deposed() {
        return kind == Kind.DEPOSED;
    }
}
