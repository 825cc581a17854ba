package dev.clawgateway.client;

/** One open connection. Every method may be called from any thread and returns at once. */
public interface Connection {
    /** Queues one text message; lost silently when the connection has ended. */
    void send(String message);

    /** False while so much is queued that more should wait for {@link ConnectionListener}. */
    boolean writable();

    /** Ends the connection with a Close frame of this code. */
    void close(int code, String reason);

    /** Ends the connection without a word, as a broken network does. */
    void drop();
}
