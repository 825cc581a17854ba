package dev.clawgateway.store.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The mode of the gateway.
 *
 * @param since when it changed last; null where that is not known
 */
public record Mode(boolean serving, @Nullable Instant since) {}
