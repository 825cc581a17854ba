package dev.clawgateway.control.invocations;

import java.time.Duration;

/**
 * Bounds of what is in flight.
 *
 * @param invocations over all nodes
 * @param perNode to one session of a node
 * @param longest whatever an asker wants
 */
public record InvocationLimits(int invocations, int perNode, Duration longest) {
    public static final InvocationLimits DEFAULT =
            new InvocationLimits(1024, 64, Duration.ofMinutes(10));
}
