package dev.clawgateway.client.credential;

import java.time.Duration;
import java.time.Instant;

/**
 * A node's token.
 *
 * @param issued and {@code expires} by the gateway's clock
 */
public record IssuedToken(String token, Instant issued, Instant expires) {
    Duration lifetime() {
        return Duration.between(issued, expires);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "token until " + expires;
    }
}
