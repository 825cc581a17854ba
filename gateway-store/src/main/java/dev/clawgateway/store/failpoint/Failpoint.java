package dev.clawgateway.store.failpoint;

import java.util.Locale;

/** The places, by the names that the property has for them. */
public enum Failpoint {
    /** Nothing of a batch is written. */
    BEFORE_WRITE,
    /** A batch is durable, and not noted. */
    BEFORE_NOTE,
    /** A batch is durable and noted, and nobody was told. */
    BEFORE_ACKNOWLEDGEMENT,
    /** The note is written, and not durable. */
    BEFORE_NOTE_SYNC,
    /** A restored store is whole, durable, and not in its place. */
    BEFORE_RENAME,
    /** It is in its place, and that is not durable. */
    AFTER_RENAME;

    /** Such as {@code before-write}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
