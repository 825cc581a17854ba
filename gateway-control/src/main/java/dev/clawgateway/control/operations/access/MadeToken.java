package dev.clawgateway.control.operations.access;

import dev.clawgateway.core.access.Credential;

/**
 * A token that was just made.
 *
 * @param token a secret; whoever asked for it is told, and nobody else
 */
public record MadeToken(Credential credential, String token) {
    /** Without the token. */
    @Override
    public String toString() {
        return "token " + credential.id();
    }
}
