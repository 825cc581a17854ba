package dev.clawgateway.net.websocket;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A language peers speak over a WebSocket. A new session is shown to the dialects in order, as soon
 * as it is open, after a silence, and with its first message, until one claims it. Safe from any
 * event loop; each call is on the session's own.
 */
public interface Dialect {
    /** The session is open, and nothing was said: to be claimed by path, listener or header. */
    default Interest opened(Session session, Handshake handshake) {
        return new Interest.None("");
    }

    /** How long a peer may be silent before {@link #silent}; null when this dialect never asks. */
    default @Nullable Duration silence() {
        return null;
    }

    /**
     * The peer has been silent for that long: to be claimed by speaking first. Should its first
     * message then be of another dialect, it is that one's.
     */
    default Interest silent(Session session, Handshake handshake) {
        return new Interest.None("");
    }

    /**
     * The peer's first message. Whoever claims the session has read it, and handles it when it
     * begins; it is handed to nobody again.
     */
    Interest spoken(Session session, Handshake handshake, String firstMessage);

    /**
     * An error message for a peer that is not let in: one of this dialect, or for the first dialect
     * one of none.
     */
    String refusal(Fault fault, String detail);

    /** Why a peer is not let in. */
    enum Fault {
        /** What it said cannot be understood. */
        UNREADABLE,
        /** There is no room for it; later there may be. */
        OVERLOADED
    }
}
