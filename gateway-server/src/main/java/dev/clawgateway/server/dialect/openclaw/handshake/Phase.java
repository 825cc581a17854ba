package dev.clawgateway.server.dialect.openclaw.handshake;

/** Where the gateway is in its life. */
public enum Phase {
    /** It cannot decide anything yet, or for now. */
    STARTING,
    SERVING,
    /** It lets nobody in any more. */
    STOPPING
}
