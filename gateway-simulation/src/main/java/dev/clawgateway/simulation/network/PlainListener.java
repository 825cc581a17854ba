package dev.clawgateway.simulation.network;

/** What a peer hears of its connection, on its process's thread. */
public interface PlainListener {
    /** It stands; for a WebSocket: the upgrade was answered. Called at most once. */
    void opened(PlainConnection connection);

    /** One whole text message of a WebSocket. */
    default void text(String message) {}

    /** What came on a raw connection. */
    default void bytes(byte[] raw) {}

    /**
     * It is over, or never came to be. Called once, and last.
     *
     * @param code of the Close that came; 1006 where none did
     */
    void closed(int code, String reason);
}
