package dev.clawgateway.net.http;

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

    /** Ends the answer. Without effect when the client has left. */
    void close();
}
