package dev.clawgateway.control.invocations;

import org.jspecify.annotations.Nullable;

/**
 * What a node answered.
 *
 * @param ok whether it did it
 * @param payload JSON text; null for none
 * @param error why not, in the node's words; null where it says nothing
 * @param errorCode the node's own word for that; null where it has none
 * @param asText whether the node sent the payload as a text that holds JSON
 */
public record InvocationResult(
        boolean ok,
        @Nullable String payload,
        @Nullable String error,
        @Nullable String errorCode,
        boolean asText) {
    /** Of a node that has no words for its errors. */
    public InvocationResult(boolean ok, @Nullable String payload, @Nullable String error) {
        this(ok, payload, error, null, false);
    }
}
