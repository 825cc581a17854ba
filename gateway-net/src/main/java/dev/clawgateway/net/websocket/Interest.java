package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.PeerRole;

/** What a dialect says of a session that no dialect has yet. */
public sealed interface Interest {
    /**
     * Nothing shows so far that the peer speaks it.
     *
     * @param why for the peer, should nobody claim the session
     */
    record None(String why) implements Interest {}

    /**
     * The session is the dialect's.
     *
     * @param role what it counts as from now on; {@link PeerRole#UNDECIDED} while the peer has not
     *     shown who it is, and then {@link Session#admit} says it later
     * @param begin what is done first, once there is room for it: the message that was read already
     *     is handled, or the peer is greeted
     */
    record Taken(PeerRole role, Conversation conversation, Runnable begin) implements Interest {}
}
