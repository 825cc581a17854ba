package dev.clawgateway.client.credential;

/** Where tokens are exchanged. Waits for the answer. */
public interface CredentialExchange {
    /**
     * Becomes a node.
     *
     * @param ticket token to join by
     * @param agentKey by which whoever asks again is known
     */
    IssuedToken join(String ticket, String agentKey, String name)
            throws ExchangeException, InterruptedException;

    /** The next token of a node, for the one that it has. */
    IssuedToken renew(String token) throws ExchangeException, InterruptedException;
}
