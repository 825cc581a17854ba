package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.PeerRole;
import org.jspecify.annotations.Nullable;

/**
 * Where a session is in its life. Each state has only those moves that are legal from it.
 *
 * <pre>
 *   Undecided --take--> Speaking --register--> Registered --+
 *       |                |    ^                             |
 *       |                +----+ admit                       |
 *       +----------------+------------close-----------------+--> Closing
 * </pre>
 */
sealed interface SessionState {
    /** What the session counts as. */
    PeerRole role();

    /** Who was registered on it; null when nobody was. */
    default @Nullable Object principal() {
        return null;
    }

    /** Who speaks on it; null when nobody does. */
    default @Nullable Conversation conversation() {
        return null;
    }

    /** No dialect has it. */
    record Undecided() implements SessionState {
        @Override
        public PeerRole role() {
            return PeerRole.UNDECIDED;
        }

        Speaking take(PeerRole role, Conversation conversation) {
            return new Speaking(role, conversation);
        }
    }

    /** A dialect has it. Its role is undecided as long as the peer has not shown who it is. */
    record Speaking(PeerRole role, Conversation conversation) implements SessionState {
        Speaking admit(PeerRole shown) {
            if (role != PeerRole.UNDECIDED) {
                throw new IllegalStateException("admitted before, as " + role);
            }
            return new Speaking(shown, conversation);
        }

        Registered register(Object principal) {
            return new Registered(role, conversation, principal);
        }
    }

    /** Somebody known by name is on it. */
    record Registered(PeerRole role, Conversation conversation, Object principal)
            implements SessionState {
        /** The same one may register again. */
        Registered register(Object again) {
            if (!principal.equals(again)) {
                throw new IllegalStateException(again + " on the session of " + principal);
            }
            return this;
        }
    }

    /**
     * The gateway ends it: nothing is heard or sent any more.
     *
     * @param last what it was
     */
    record Closing(SessionState last) implements SessionState {
        @Override
        public PeerRole role() {
            return last.role();
        }

        @Override
        public @Nullable Object principal() {
            return last.principal();
        }

        @Override
        public @Nullable Conversation conversation() {
            return last.conversation();
        }
    }
}
