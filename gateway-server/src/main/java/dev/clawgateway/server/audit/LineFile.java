package dev.clawgateway.server.audit;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The file that lines are written to now. Confined to whoever holds the log, but for the sync. */
public interface LineFile extends Closeable {
    /** Writes all of it at the end, or leaves nothing of it there. */
    void append(byte[] lines) throws IOException;

    /** Returns when what was appended by now survives a loss of power. On any thread. */
    void sync() throws IOException;

    /** How far it was written. */
    long size();

    /** What somebody else has done to it, in words; null for nothing. */
    @Nullable String harm();
}
