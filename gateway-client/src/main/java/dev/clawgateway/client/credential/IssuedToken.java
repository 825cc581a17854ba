package dev.clawgateway.client.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A node's token.
 *
 * @param issued and {@code expires} by the gateway's clock
 */
public record IssuedToken(String token, Instant issued, Instant expires) {
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    public IssuedToken {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("the token holds characters that no header carries");
        }
    }

    Duration lifetime() {
        return Duration.between(issued, expires);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "token until " + expires;
    }
}
