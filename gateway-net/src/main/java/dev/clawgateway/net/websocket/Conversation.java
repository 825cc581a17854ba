package dev.clawgateway.net.websocket;

/**
 * One session's side of a dialect. Called on the session's event loop only, so it needs no lock; it
 * must not block, nor walk the fleet.
 */
public interface Conversation {
    /** A whole message, but for the one by which the session was claimed. */
    void received(String message);

    /** A message was dropped before anybody read it: too large, or not UTF-8. */
    void dropped(String why);

    /**
     * The session has ended, for whatever reason, or is another dialect's, whose words its peer
     * used after all. Called once, last.
     */
    void closed();
}
