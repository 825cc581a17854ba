package dev.clawgateway.core.access;

import java.time.Duration;
import java.time.Instant;

/**
 * What a token says.
 *
 * @param id unique for ever
 * @param issued to the second
 * @param expires to the second; not valid from then on
 */
public record Credential(String id, Holder holder, Instant issued, Instant expires) {
    /** No credential is valid for longer. */
    public static final Duration LONGEST = Duration.ofDays(3660);

    public Duration lifetime() {
        return Duration.between(issued, expires);
    }
}
