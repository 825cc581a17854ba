package dev.clawgateway.simulation.peer;

import org.jspecify.annotations.Nullable;

/** What peers have to show. */
@FunctionalInterface
public interface Wallets {
    /** Nobody has anything, since nobody is asked. */
    Wallets NONE = _ -> null;

    /** What a peer has now; null for nothing. */
    @Nullable Token of(String peer);

    /**
     * A token.
     *
     * @param id of the credential
     */
    record Token(String id, String text) {
        /** Without the token itself. */
        @Override
        public String toString() {
            return "token " + id;
        }
    }
}
