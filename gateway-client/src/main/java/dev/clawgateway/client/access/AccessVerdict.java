package dev.clawgateway.client.access;

import org.jspecify.annotations.Nullable;

/**
 * Whether one may do something.
 *
 * @param reason why not; null where one may
 */
public record AccessVerdict(boolean allowed, @Nullable String reason) {}
