package dev.clawgateway.net.http;

import java.time.Duration;

/**
 * An answer whose body is sent piece by piece. Little of it waits here: a client that does not read
 * is no reason to keep more. Every method is safe from any thread.
 */
public interface AnswerStream {
    /**
     * Sends a piece, if there is room for it.
     *
     * @param bytes not to be changed any more
     * @return false when too much waits for the client already, or nobody is there any more; then
     *     nothing was taken
     */
    boolean write(byte[] bytes);

    /**
     * Says what to do whenever there is room again after a piece was not taken. Runs on an event
     * loop.
     */
    void whenRoom(Runnable task);

    /**
     * Says what to do when the client leaves before the end; at once when it has already. Runs
     * once, on an event loop.
     */
    void whenGone(Runnable task);

    /**
     * Says how long the client may take to read a piece, instead of what holds for its requests.
     * Who takes longer is counted as {@code slow_stream} and has left, as far as anybody is told.
     *
     * @param farewell the last that is sent to it, should it read on after all
     */
    void patience(Duration most, byte[] farewell);

    /** Ends the answer. Without effect when the client has left. */
    void close();

    /**
     * Ends the answer with a last piece, which is taken however much waits.
     *
     * @param grace after which the connection is closed even if the client has not read it all
     */
    void close(byte[] last, Duration grace);
}
