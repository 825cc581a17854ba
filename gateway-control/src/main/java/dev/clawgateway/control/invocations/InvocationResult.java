package dev.clawgateway.control.invocations;

import org.jspecify.annotations.Nullable;

/**
 * What a node answered.
 *
 * @param ok whether it did it
 * @param payload JSON text; null for none
 * @param error why not, in the node's words; null where it says nothing
 */
public record InvocationResult(boolean ok, @Nullable String payload, @Nullable String error) {}
