package dev.clawgateway.client.credential;

import java.time.Duration;

/** Hears of a node's credential, on its thread. */
public interface CredentialListener {
    /** This one is to be shown from now on. */
    void token(String token);

    /** There is none, or no next one, for this reason; it is tried again. */
    void trouble(String why, Duration retryIn);
}
