package dev.clawgateway.net.websocket;

import dev.clawgateway.core.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A language peers speak over a WebSocket. Safe from any event loop. */
public interface Dialect {
    /**
     * Starts a conversation when the first message belongs to this dialect; the message itself is
     * then handed to the conversation.
     *
     * @return null when it does not
     */
    @Nullable Conversation open(Session session, String firstMessage);

    /** For a peer whose first message belongs to no dialect: why it does not belong to this one. */
    String whyNot(String firstMessage);

    /** An error message for a peer of which nothing is known yet. */
    String refusal(ErrorCode code, String detail);
}
