package dev.clawgateway.server.http.stream;

import org.jspecify.annotations.Nullable;

/**
 * What is told on one stream. Asked by one thread at a time, which may be another one each time.
 */
public interface StreamSource {
    /**
     * Somebody reads from here on.
     *
     * @param wake to be run when there is more after there was nothing; from any thread
     */
    void begin(Runnable wake);

    /** What comes next. */
    Piece next();

    /**
     * What to say where nothing was told for long, in place of a heartbeat; null for nothing. Asked
     * only after {@link #next} had nothing, so that all is told that it knows of.
     */
    default byte @Nullable [] beat() {
        return null;
    }

    /** Nobody reads any more. Idempotent. */
    void close();

    /** A part of what is told. */
    final class Piece {
        public static final Piece NOTHING = new Piece(new byte[0], null);

        private final byte[] bytes;
        private final @Nullable StreamEnd end;

        private Piece(byte[] bytes, @Nullable StreamEnd end) {
            this.bytes = bytes;
            this.end = end;
        }

        /** Whole records, after which more may follow; none where there is nothing now. */
        public static Piece of(byte[] records) {
            return new Piece(records, null);
        }

        /** The last of it. */
        public static Piece last(byte[] records, StreamEnd end) {
            return new Piece(records, end);
        }

        byte[] bytes() {
            return bytes;
        }

        /** Null while more may follow. */
        @Nullable StreamEnd end() {
            return end;
        }
    }
}
