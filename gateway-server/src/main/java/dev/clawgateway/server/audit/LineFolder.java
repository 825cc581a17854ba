package dev.clawgateway.server.audit;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the files of the log are: the one that is written, and closed ones, oldest first. */
public interface LineFolder {
    /** The one that is written; made where there is none. What is there stays. */
    LineFile open() throws IOException;

    /**
     * Puts the one that was written until now among the closed ones, if it is there.
     *
     * @param first number of its first line
     */
    void close(long first) throws IOException;

    /** Numbers of the first lines of closed ones, in order. */
    List<Long> closed() throws IOException;

    void remove(long first) throws IOException;

    /** Where the log ends; null where there are no lines. Takes a torn line away. */
    @Nullable Tail tail() throws IOException;

    /**
     * The last line.
     *
     * @param first number of the first line of its file; its own where that cannot be read
     * @param torn bytes that were no whole line, and are not there any more
     */
    record Tail(Link last, long first, long torn) {}
}
