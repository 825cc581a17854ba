package dev.clawgateway.client;

/**
 * What a connection tells its owner, always on the event loop the connection was opened on: an
 * implementation must not block.
 */
public interface ConnectionListener {
    /** The upgrade went through. Called at most once, before any message. */
    void opened(Connection connection);

    /** One whole text message. */
    void received(String message);

    /** There is room to send again. */
    void writable();

    /** The connection ended, or never came to be. Called exactly once, and last. */
    void closed(Disconnection why);
}
