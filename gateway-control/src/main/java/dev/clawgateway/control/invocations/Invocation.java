package dev.clawgateway.control.invocations;

import dev.clawgateway.core.NodeId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A command that somebody wants a node to run.
 *
 * @param params JSON text; null for none
 * @param timeout for the answer; null for the usual time
 * @param key by which the asker knows the same wish again, and the node may; null for none
 */
public record Invocation(
        NodeId node,
        String command,
        @Nullable String params,
        @Nullable Duration timeout,
        @Nullable String key) {
    /** Without a key. */
    public Invocation(
            NodeId node, String command, @Nullable String params, @Nullable Duration timeout) {
        this(node, command, params, timeout, null);
    }
}
