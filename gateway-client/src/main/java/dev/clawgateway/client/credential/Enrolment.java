package dev.clawgateway.client.credential;

import org.jspecify.annotations.Nullable;

/**
 * How a machine becomes a node, and stays one.
 *
 * @param ticket token to join by; null where it has joined before
 */
public record Enrolment(CredentialExchange exchange, @Nullable String ticket)
        implements AgentAdmission {
    /** Without the token. */
    @Override
    public String toString() {
        return ticket == null ? "has joined" : "joins";
    }
}
