package dev.clawgateway.control.operations.access;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.access.Credential;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that was made here, as it is known: never the token itself.
 *
 * @param by who had it made
 * @param used how many have joined by it
 * @param revokedAt null while it holds
 */
public record KnownToken(Credential credential, Caller by, int used, @Nullable Instant revokedAt) {}
