package dev.clawgateway.core.record;

import org.jspecify.annotations.Nullable;

/**
 * What a node told of itself that this gateway had not expected. Soft: told again when it
 * registers.
 *
 * @param heldAttempts that it runs, and that are neither known here nor adopted
 * @param fleet which it knew, where that is not this one
 */
public record Strangeness(int heldAttempts, @Nullable String fleet) {}
