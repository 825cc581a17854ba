package dev.clawgateway.control.links;

import dev.clawgateway.core.NodeId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A command to be run by a node.
 *
 * @param id the answer carries it back
 * @param params JSON text; null for none
 * @param timeout after which nobody waits for the answer any more
 * @param key by which the asker knows the same wish again; null for none
 */
public record InvokeOrder(
        String id,
        NodeId node,
        String command,
        @Nullable String params,
        Duration timeout,
        @Nullable String key) {}
