package dev.clawgateway.client.access;

import org.jspecify.annotations.Nullable;

/**
 * Whether one may do something.
 *
 * @param reason why not; where one may all the same: what it is not allowed for. Null where there
 *     is no reservation
 */
public record AccessVerdict(boolean allowed, @Nullable String reason) {}
