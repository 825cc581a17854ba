package dev.clawgateway.control.invocations;

import dev.clawgateway.core.NodeId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A command that somebody wants a node to run.
 *
 * @param params JSON text; null for none
 * @param timeout for the answer; null for as long as may be
 */
public record Invocation(
        NodeId node, String command, @Nullable String params, @Nullable Duration timeout) {}
