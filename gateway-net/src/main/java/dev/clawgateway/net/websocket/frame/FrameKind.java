package dev.clawgateway.net.websocket.frame;

/** Which bound of a session's outbound queue a frame counts against. */
public enum FrameKind {
    /** Carries a decision: never dropped; a peer that cannot take it is closed. */
    COMMAND,
    /** Answers something the peer said. */
    REPLY,
    /** Tells of something the peer did not ask for. Counts apart from what it did ask for. */
    EVENT
}
